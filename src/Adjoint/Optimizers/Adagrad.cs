using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Adagrad (Duchi et al., 2011) as PyTorch computes it.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Adagrad
{
    /// <summary>
    /// g += decay · p; s = s + g²; p -= lr / (1 + (t - 1) · lrDecay) · g / (√s + ε), in one pass. Sums below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="squareSum">s, the initial accumulator (PyTorch's default: 0) before the first step, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in AdagradStep step, Gradient gradient, Span<float> squareSum, Span<float> parameters)
    {
        Require.Same(squareSum.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, squareSum, [], [], parameters);
    }

    internal readonly struct Rule(AdagradStep step) : IUpdateRule
    {
        private readonly AdagradStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector squareSum, ref TVector unused, ref TVector unusedToo, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            squareSum = Moment.AverageSquare<TSimd, TVector>(squareSum, 1, g, 1);
            p = TSimd.Add(p, TSimd.Divide(TSimd.Multiply(TSimd.Create(_step.NegativeRate), g), TSimd.Add(TSimd.Sqrt(squareSum), TSimd.Create(_step.Epsilon))));
        }
    }
}
