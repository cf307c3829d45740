using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Stochastic gradient descent as PyTorch computes it, with or without momentum.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class Sgd
{
    /// <summary>p -= lr · (g + decay · p).</summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="parameters">p, as many elements; may not overlap g.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(float learningRate, float weightDecay, Gradient gradient, Span<float> parameters)
    {
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Plain(-learningRate, weightDecay), gradient, [], [], [], parameters);
    }

    /// <summary>Without momentum nothing is kept.</summary>
    internal readonly struct Plain(float negativeRate, float weightDecay) : IUpdateRule
    {
        private readonly float _negativeRate = negativeRate, _weightDecay = weightDecay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector unused, ref TVector unusedToo, ref TVector unusedAsWell, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            p = TSimd.FusedMultiplyAdd(Moment.Penalize<TSimd, TVector>(g, _weightDecay, p), TSimd.Create(_negativeRate), p);
    }
}
