namespace Adjoint;

/// <summary>Adam with Nesterov momentum (Dozat, 2016), as <c>torch.optim.NAdam</c>; the learning rate is 0.002 unless given.</summary>
public sealed class NAdamAttribute : OptimizerAttribute
{
    /// <summary>Starts from the optimizer's own learning rate, 2e-3.</summary>
    public NAdamAttribute()
        : base(2e-3)
    {
    }

    /// <summary>The decay β₁ of the mean: 0 or more, below 1; 0.9 unless given.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay β₂ of the mean square: 0 or more, below 1; 0.999 unless given.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-8 unless given.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }

    /// <summary>How fast the momentum grows towards β₁, 0 or more; 0.004 unless given.</summary>
    public double MomentumDecay { get; init; } = 4e-3;
}
