namespace Adjoint;

/// <summary>Adadelta (Zeiler, 2012), as <c>torch.optim.Adadelta</c>; the learning rate is 1 unless given.</summary>
public sealed class AdadeltaAttribute : OptimizerAttribute
{
    /// <summary>Starts from the optimizer's own learning rate, 1.</summary>
    public AdadeltaAttribute()
        : base(1)
    {
    }

    /// <summary>The decay ρ of the mean squares: 0 or more, below 1; 0.9 unless given.</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-6 unless given.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }
}
