namespace Adjoint;

/// <summary>How the parameters follow their gradients. It stands last.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class OptimizerAttribute : Attribute
{
    private protected OptimizerAttribute()
    {
    }

    /// <summary>The step size η, above 0; 0.001 unless given. <c>TrainingOptions.LearningRate</c> overrides it.</summary>
    public double LearningRate { get; init; } = 1e-3;
}

/// <summary>Stochastic gradient descent: v ← μv + g + λθ, θ ← θ - ηv, as <c>torch.optim.SGD</c>.</summary>
public sealed class SgdAttribute : OptimizerAttribute
{
    /// <summary>The momentum μ: 0 or more, below 1; 0 unless given, which keeps no velocity.</summary>
    public double Momentum { get; init; }

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }
}

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
}

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
}
