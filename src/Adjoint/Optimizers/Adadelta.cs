using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Adadelta (Zeiler, 2012) as PyTorch computes it.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Adadelta
{
    /// <summary>
    /// g += decay · p; v = ρ v + (1 - ρ) g²; d = √(u + ε) / √(v + ε) · g; u = ρ u + (1 - ρ) d²; p -= lr · d, in one pass.
    /// Averages below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="squareAverage">v, the average of g², as many elements.</param>
    /// <param name="deltaAverage">u, the average of d², as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in AdadeltaStep step, Gradient gradient, Span<float> squareAverage, Span<float> deltaAverage, Span<float> parameters)
    {
        Require.Same(squareAverage.Length, gradient.Length);
        Require.Same(deltaAverage.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, squareAverage, deltaAverage, [], parameters);
    }

    internal readonly struct Rule(AdadeltaStep step) : IUpdateRule
    {
        private readonly AdadeltaStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector squareAverage, ref TVector deltaAverage, ref TVector unused, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            squareAverage = Moment.AverageSquare<TSimd, TVector>(squareAverage, _step.Kept, g, _step.Added);
            var epsilon = TSimd.Create(_step.Epsilon);
            var ratio = TSimd.Divide(TSimd.Sqrt(TSimd.Add(deltaAverage, epsilon)), TSimd.Sqrt(TSimd.Add(squareAverage, epsilon)));
            var delta = TSimd.Multiply(ratio, g);
            deltaAverage = Moment.AverageSquare<TSimd, TVector>(deltaAverage, _step.Kept, delta, _step.Added);
            p = TSimd.FusedMultiplyAdd(TSimd.Create(_step.NegativeRate), delta, p);
        }
    }
}
