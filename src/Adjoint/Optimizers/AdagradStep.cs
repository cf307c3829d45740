using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of one step t of Adagrad, computed in double precision. PyTorch's defaults: lr 1e-2, no decay of the rate or the weights, ε 1e-10.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct AdagradStep
{
    /// <summary>Prepares step <paramref name="step"/>.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="learningRateDecay">The rate of step t is lr / (1 + (t - 1) · decay).</param>
    /// <param name="epsilon">Added to the root of the sum.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="step">t, 1 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AdagradStep(double learningRate, double learningRateDecay, double epsilon, double weightDecay, long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        NegativeRate = (float)(-learningRate / (1 + ((step - 1) * learningRateDecay)));
        Epsilon = (float)epsilon;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>-lr / (1 + (t - 1) · decay).</summary>
    internal float NegativeRate { get; }

    /// <summary>ε.</summary>
    internal float Epsilon { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }
}
