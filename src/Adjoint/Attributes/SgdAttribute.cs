namespace Adjoint;

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
