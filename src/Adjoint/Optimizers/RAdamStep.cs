using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of one step t of RAdam, computed in double precision. PyTorch's defaults: lr 1e-3, β 0.9 and 0.999, ε 1e-8, no weight decay.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct RAdamStep
{
    /// <summary>Prepares step <paramref name="step"/>.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">How much of the first moment stays, in [0, 1).</param>
    /// <param name="beta2">How much of the second moment stays, in [0, 1).</param>
    /// <param name="epsilon">Added to the root of the second moment.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="step">t, 1 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1, or a β is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RAdamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        Require.Fraction(beta1);
        Require.Fraction(beta2);
        FirstKept = (float)beta1;
        FirstAdded = (float)(1 - beta1);
        SecondKept = (float)beta2;
        SecondAdded = (float)(1 - beta2);
        var power = Math.Pow(beta2, step);
        var limit = (2 / (1 - beta2)) - 1;
        var length = limit - (2 * step * power / (1 - power));
        Rectified = length > 5;
        var rate = -learningRate / (1 - Math.Pow(beta1, step));
        NegativeStepSize = (float)(Rectified ? rate * Math.Sqrt(1 - power) * Rectification(length, limit) : rate);
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>r = √((ρₜ - 4) (ρₜ - 2) ρ∞ / ((ρ∞ - 4) (ρ∞ - 2) ρₜ)).</summary>
    private static double Rectification(double length, double limit) =>
        Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));

    /// <summary>β₁.</summary>
    internal float FirstKept { get; }

    /// <summary>1 - β₁.</summary>
    internal float FirstAdded { get; }

    /// <summary>β₂.</summary>
    internal float SecondKept { get; }

    /// <summary>1 - β₂.</summary>
    internal float SecondAdded { get; }

    /// <summary>Whether enough second moments have been averaged for their root to be trusted: ρₜ > 5.</summary>
    internal bool Rectified { get; }

    /// <summary>-lr / (1 - β₁ᵗ), times √(1 - β₂ᵗ) · rₜ if rectified.</summary>
    internal float NegativeStepSize { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }
}
