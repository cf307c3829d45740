using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Adam (Kingma and Ba, 2015) as PyTorch computes it, with weight decay as an L2 penalty.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Adam
{
    /// <summary>
    /// g += decay · p; m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; p -= lr / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε), in one pass.
    /// Moments below 1e-30 become zero: they
    /// would decay into subnormal numbers, which are slow.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="firstMoment">m, as many elements.</param>
    /// <param name="secondMoment">v, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in AdamStep step, Gradient gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new AdamRule<Penalty>(step), gradient, firstMoment, secondMoment, [], parameters);
    }

    /// <summary>
    /// The same with AMSGrad (Reddi et al., 2018): g += decay · p; m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²;
    /// u = max(u, v); p -= lr / (1 - β₁ᵗ) · m / (√u / √(1 - β₂ᵗ) + ε).
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="firstMoment">m, as many elements.</param>
    /// <param name="secondMoment">v, as many elements.</param>
    /// <param name="largestSecondMoment">u, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(
        in AdamStep step, Gradient gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> largestSecondMoment, Span<float> parameters)
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(largestSecondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new AdamRule<Penalty>.AmsGrad(step), gradient, firstMoment, secondMoment, largestSecondMoment, parameters);
    }

    internal readonly struct Penalty : IWeightDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply<TSimd, TVector>(in AdamStep step, ref TVector gradient, ref TVector parameter)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            gradient = Moment.Penalize<TSimd, TVector>(gradient, step.WeightDecay, parameter);
    }
}
