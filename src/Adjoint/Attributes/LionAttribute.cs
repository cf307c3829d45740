namespace Adjoint;

/// <summary>
/// Lion (Chen et al., 2023): θ ← θ - ηλθ - η sign(β₁m + (1 - β₁)g), m ← β₂m + (1 - β₂)g; the learning rate is 0.0001 unless given.
/// </summary>
public sealed class LionAttribute : OptimizerAttribute
{
    /// <summary>Starts from the optimizer's own learning rate, 1e-4.</summary>
    public LionAttribute()
        : base(1e-4)
    {
    }

    /// <summary>The decay β₁ of the mean: 0 or more, below 1; 0.9 unless given.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay β₂ of the mean square: 0 or more, below 1; 0.99 unless given.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>The weight decay λ (decoupled), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }
}
