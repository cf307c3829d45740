using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>RAdam (Liu et al., 2020) as PyTorch computes it.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class RAdam
{
    /// <summary>
    /// g += decay · p; m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; with ρ∞ = 2 / (1 - β₂) - 1 and ρₜ = ρ∞ - 2 t β₂ᵗ / (1 - β₂ᵗ)
    /// p -= lr / (1 - β₁ᵗ) · m, times rₜ · √(1 - β₂ᵗ) / (√v + ε) where ρₜ > 5, rₜ = √((ρₜ - 4) (ρₜ - 2) ρ∞ / ((ρ∞ - 4) (ρ∞ - 2) ρₜ)); in one pass.
    /// Moments below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="firstMoment">m, as many elements.</param>
    /// <param name="secondMoment">v, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in RAdamStep step, Gradient gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, firstMoment, secondMoment, [], parameters);
    }

    internal readonly struct Rule(RAdamStep step) : IUpdateRule
    {
        private readonly RAdamStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector m, ref TVector v, ref TVector unused, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            m = Moment.Average<TSimd, TVector>(m, _step.FirstKept, g, _step.FirstAdded);
            v = Moment.AverageSquare<TSimd, TVector>(v, _step.SecondKept, g, _step.SecondAdded);
            var move = TSimd.Multiply(TSimd.Create(_step.NegativeStepSize), m);
            if (_step.Rectified)
            {
                move = TSimd.Divide(move, TSimd.Add(TSimd.Sqrt(v), TSimd.Create(_step.Epsilon)));
            }
            
            p = TSimd.Add(p, move);
        }
    }
}
