namespace Adjoint;

/// <summary>
/// Lamb (You et al., 2020): Adam's step for each tensor, scaled by the ratio of the norms of tensor and step.
/// </summary>
public sealed class LambAttribute : OptimizerAttribute
{
    /// <summary>The decay β₁ of the mean: 0 or more, below 1; 0.9 unless given.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay β₂ of the mean square: 0 or more, below 1; 0.999 unless given.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-6 unless given.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>The weight decay λ (part of the step), 0 or more; 0.01 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; } = 0.01;
}
