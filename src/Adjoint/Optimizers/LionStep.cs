using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of a step of Lion. The paper's defaults: β 0.9 and 0.99; of its authors' implementation: lr 1e-4, no weight decay.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct LionStep
{
    /// <summary>Prepares a step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">How much the moment counts in the direction, in [0, 1).</param>
    /// <param name="beta2">How much of the moment stays, in [0, 1).</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A β is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LionStep(double learningRate, double beta1, double beta2, double weightDecay)
    {
        Require.Fraction(beta1);
        Require.Fraction(beta2);
        DirectionKept = (float)beta1;
        DirectionAdded = (float)(1 - beta1);
        Kept = (float)beta2;
        Added = (float)(1 - beta2);
        NegativeRate = (float)-learningRate;
        ParameterKept = (float)(1 - (learningRate * weightDecay));
    }

    /// <summary>β₁.</summary>
    internal float DirectionKept { get; }

    /// <summary>1 - β₁.</summary>
    internal float DirectionAdded { get; }

    /// <summary>β₂.</summary>
    internal float Kept { get; }

    /// <summary>1 - β₂.</summary>
    internal float Added { get; }

    /// <summary>-lr.</summary>
    internal float NegativeRate { get; }

    /// <summary>1 - lr · decay.</summary>
    internal float ParameterKept { get; }
}
