namespace Adjoint;

/// <summary>
/// Adam (Kingma and Ba, 2015), as <c>torch.optim.Adam</c>: m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², θ ← θ - η m̂ / (√v̂ + ε), with the decay λθ
/// added to g.
/// </summary>
public sealed class AdamAttribute : OptimizerAttribute
{
    /// <summary>The decay β₁ of the mean: 0 or more, below 1; 0.9 unless given.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay β₂ of the mean square: 0 or more, below 1; 0.999 unless given.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>The number ε that keeps the division finite, above 0; 1e-8 unless given.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether the largest v̂ so far is divided by instead of the current one (Reddi et al., 2018); false unless given.</summary>
    public bool AmsGrad { get; init; }
}
