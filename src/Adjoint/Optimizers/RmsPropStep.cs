using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of a step of RMSprop. PyTorch's defaults: lr 1e-2, α 0.99, ε 1e-8, no weight decay, no momentum, not centred.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct RmsPropStep
{
    /// <summary>Prepares a step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="alpha">α: how much of the averages stays, in [0, 1).</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="momentum">How much of the velocity stays; 0 for none.</param>
    /// <param name="centered">Whether the variance takes the place of the mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RmsPropStep(double learningRate, double alpha, double epsilon, double weightDecay, double momentum, bool centered)
    {
        Require.Fraction(alpha);
        NegativeRate = (float)-learningRate;
        Kept = (float)alpha;
        Added = (float)(1 - alpha);
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
        Momentum = (float)momentum;
        Centered = centered;
    }

    /// <summary>-lr.</summary>
    internal float NegativeRate { get; }

    /// <summary>α.</summary>
    internal float Kept { get; }

    /// <summary>1 - α.</summary>
    internal float Added { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }

    /// <summary>The momentum; 0 for none.</summary>
    internal float Momentum { get; }

    /// <summary>Whether the mean is subtracted.</summary>
    internal bool Centered { get; }
}
