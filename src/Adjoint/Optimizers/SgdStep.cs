using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The numbers of one step of stochastic gradient descent with momentum.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct SgdStep
{
    /// <summary>Prepares step <paramref name="step"/>.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">How much of the velocity stays.</param>
    /// <param name="dampening">How much of the gradient does not enter the velocity, from the second step on.</param>
    /// <param name="nesterov">Whether the velocity is applied once ahead (PyTorch allows it with momentum and without dampening).</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="step">1 for the first: there the velocity becomes the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SgdStep(double learningRate, double momentum, double dampening, bool nesterov, double weightDecay, long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        NegativeRate = (float)-learningRate;
        Momentum = (float)momentum;
        Added = step == 1 ? 1 : (float)(1 - dampening);
        Kept = step == 1 ? 0 : (float)momentum;
        Nesterov = nesterov;
        WeightDecay = (float)weightDecay;
    }

    /// <summary>-lr.</summary>
    internal float NegativeRate { get; }

    /// <summary>The momentum.</summary>
    internal float Momentum { get; }

    /// <summary>How much of the velocity stays in this step.</summary>
    internal float Kept { get; }

    /// <summary>How much of the gradient enters the velocity in this step.</summary>
    internal float Added { get; }

    /// <summary>Whether the velocity is applied once ahead.</summary>
    internal bool Nesterov { get; }

    /// <summary>The decay, added to the gradient.</summary>
    internal float WeightDecay { get; }
}
