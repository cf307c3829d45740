namespace Adjoint;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as <c>torch.optim.AdamW</c>: θ ← θ - ηλθ, then Adam's step.
/// </summary>
public sealed class AdamWAttribute : OptimizerAttribute
{
    /// <summary>The decay β₁ of the mean: 0 or more, below 1; 0.9 unless given.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay β₂ of the mean square: 0 or more, below 1; 0.999 unless given.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-8 unless given.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The weight decay λ (decoupled), 0 or more; 0.01 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Whether the largest v̂ so far is divided by instead of the current one (Reddi et al., 2018); false unless given.</summary>
    public bool AmsGrad { get; init; }
}
