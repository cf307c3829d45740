using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>NAdam (Dozat, 2016) as PyTorch computes it since 2.0 (before, it multiplied μₜ into the next product twice).</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class NAdam
{
    /// <summary>
    /// g += decay · p; m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; d = √(v / (1 - β₂ᵗ)) + ε;
    /// p -= lr · (1 - μₜ) / (1 - μ₁ ··· μₜ) · g / d + lr · μₜ₊₁ / (1 - μ₁ ··· μₜ₊₁) · m / d, in one pass.
    /// Moments below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="firstMoment">m, as many elements.</param>
    /// <param name="secondMoment">v, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in NAdamStep step, Gradient gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, firstMoment, secondMoment, [], parameters);
    }

    internal readonly struct Rule(NAdamStep step) : IUpdateRule
    {
        private readonly NAdamStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector unused, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            m = Moment.Average<TSimd, TVector>(m, _step.FirstKept, g, _step.FirstAdded);
            v = Moment.AverageSquare<TSimd, TVector>(v, _step.SecondKept, g, _step.SecondAdded);
            var denominator = TSimd.FusedMultiplyAdd(TSimd.Sqrt(v), TSimd.Create(_step.RootCorrection), TSimd.Create(_step.Epsilon));
            // One division for both.
            var numerator = TSimd.FusedMultiplyAdd(TSimd.Create(_step.NegativeMomentRate), m, TSimd.Multiply(TSimd.Create(_step.NegativeGradientRate), g));
            p = TSimd.Add(p, TSimd.Divide(numerator, denominator));
        }
    }
}
