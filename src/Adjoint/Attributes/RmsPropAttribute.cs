namespace Adjoint;

/// <summary>
/// RMSProp (Hinton): s ← αs + (1 - α)g², θ ← θ - ηg / (√s + ε), as <c>torch.optim.RMSprop</c>; the learning rate is 0.01 unless given.
/// </summary>
public sealed class RmsPropAttribute : OptimizerAttribute
{
    /// <summary>Starts from the optimizer's own learning rate, 0.01.</summary>
    public RmsPropAttribute()
        : base(1e-2)
    {
    }

    /// <summary>The decay α of the mean square: 0 or more, below 1; 0.99 unless given.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-8 unless given.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The momentum μ: 0 or more, below 1; 0 unless given, which keeps no velocity.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the mean square is taken about the mean gradient; false unless given.</summary>
    public bool Centered { get; init; }
}
