using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The numbers of one step t of LAMB, computed in double precision. The paper trains BERT with β 0.9 and 0.999, ε 1e-6 and weight decay 0.01; the rate depends
/// on the task
/// (implementations default to 1e-3).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct LambStep
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
    public LambStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        Require.Fraction(beta1);
        Require.Fraction(beta2);
        LearningRate = learningRate;
        FirstKept = (float)beta1;
        FirstAdded = (float)(1 - beta1);
        SecondKept = (float)beta2;
        SecondAdded = (float)(1 - beta2);
        FirstCorrection = (float)(1 / BiasCorrection.Of(beta1, step));
        RootCorrection = (float)(1 / Math.Sqrt(BiasCorrection.Of(beta2, step)));
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>lr.</summary>
    internal double LearningRate { get; }

    /// <summary>β₁.</summary>
    internal float FirstKept { get; }

    /// <summary>1 - β₁.</summary>
    internal float FirstAdded { get; }

    /// <summary>β₂.</summary>
    internal float SecondKept { get; }

    /// <summary>1 - β₂.</summary>
    internal float SecondAdded { get; }

    /// <summary>1 / (1 - β₁ᵗ).</summary>
    internal float FirstCorrection { get; }

    /// <summary>1 / √(1 - β₂ᵗ).</summary>
    internal float RootCorrection { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the direction.</summary>
    internal float WeightDecay { get; }
}
