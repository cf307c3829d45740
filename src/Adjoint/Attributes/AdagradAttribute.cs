namespace Adjoint;

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
