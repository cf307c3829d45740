namespace Adjoint;

/// <summary>How the parameters follow their gradients. It stands last.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class OptimizerAttribute : Attribute
{
    private protected OptimizerAttribute(double learningRate = 1e-3) => LearningRate = learningRate;

    /// <summary>The step size η, above 0; 0.001 unless given or the optimizer says otherwise. <c>TrainingOptions.LearningRate</c> overrides it.</summary>
    public double LearningRate { get; init; }
}

/// <summary>Stochastic gradient descent: v ← μv + (1 - τ)(g + λθ), θ ← θ - ηv, as <c>torch.optim.SGD</c>.</summary>
public sealed class SgdAttribute : OptimizerAttribute
{
    /// <summary>The momentum μ: 0 or more, below 1; 0 unless given, which keeps no velocity.</summary>
    public double Momentum { get; init; }

    /// <summary>The dampening τ of all velocities but the first: 0 or more, below 1; 0 unless given.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether the step looks ahead, θ ← θ - η(g + μv): needs a momentum, and no dampening; false unless given.</summary>
    public bool Nesterov { get; init; }

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

    /// <summary>Whether the largest v̂ so far is divided by instead of the current one (Reddi et al., 2018); false unless given.</summary>
    public bool AmsGrad { get; init; }
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

    /// <summary>Whether the largest v̂ so far is divided by instead of the current one (Reddi et al., 2018); false unless given.</summary>
    public bool AmsGrad { get; init; }
}

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

/// <summary>Adam with a rectified variance (Liu et al., 2020), as <c>torch.optim.RAdam</c>.</summary>
public sealed class RAdamAttribute : OptimizerAttribute
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

/// <summary>
/// Adagrad (Duchi et al., 2011): s ← s + g², θ ← θ - ηg / (√s + ε), as <c>torch.optim.Adagrad</c>; the learning rate is 0.01 unless given.
/// </summary>
public sealed class AdagradAttribute : OptimizerAttribute
{
    /// <summary>Starts from the optimizer's own learning rate, 0.01.</summary>
    public AdagradAttribute()
        : base(1e-2)
    {
    }

    /// <summary>How fast the learning rate falls, η / (1 + (t - 1) decay): 0 or more; 0 unless given.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>The number ε that keeps the division finite, above 0; 1e-10 unless given.</summary>
    public double Epsilon { get; init; } = 1e-10;

    /// <summary>The weight decay λ (L2: added to the gradient), 0 or more; 0 unless given. <c>TrainingOptions.WeightDecay</c> overrides it.</summary>
    public double WeightDecay { get; init; }
}

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
