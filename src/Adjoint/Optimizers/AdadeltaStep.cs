using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of a step of Adadelta. PyTorch's defaults: lr 1, ρ 0.9, ε 1e-6, no weight decay.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct AdadeltaStep
{
    /// <summary>Prepares a step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">ρ: how much of the averages stays, in [0, 1).</param>
    /// <param name="epsilon">Added under both roots.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">ρ is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AdadeltaStep(double learningRate, double rho, double epsilon, double weightDecay)
    {
        Require.Fraction(rho);
        NegativeRate = (float)-learningRate;
        Kept = (float)rho;
        Added = (float)(1 - rho);
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>-lr.</summary>
    internal float NegativeRate { get; }

    /// <summary>ρ.</summary>
    internal float Kept { get; }

    /// <summary>1 - ρ.</summary>
    internal float Added { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }
}
