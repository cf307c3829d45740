using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Lion (Chen et al., 2023), with its decoupled weight decay.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Lion
{
    /// <summary>
    /// p *= 1 - lr · decay; p -= lr · sign(β₁ m + (1 - β₁) g); m = β₂ m + (1 - β₂) g, in one pass. The sign of zero is zero.
    /// Moments below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="moment">m, as many elements.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in LionStep step, Gradient gradient, Span<float> moment, Span<float> parameters)
    {
        Require.Same(moment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, moment, [], [], parameters);
    }

    internal readonly struct Rule(LionStep step) : IUpdateRule
    {
        private readonly LionStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector moment, ref TVector unused, ref TVector unusedToo, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var zero = TSimd.Create(0f);
            var direction = TSimd.FusedMultiplyAdd(TSimd.Create(_step.DirectionAdded), g, TSimd.Multiply(moment, TSimd.Create(_step.DirectionKept)));
            var rate = TSimd.Create(_step.NegativeRate);
            var move = TSimd.Blend(TSimd.GreaterThan(direction, zero), rate, TSimd.Blend(TSimd.LessThan(direction, zero), TSimd.Subtract(zero, rate), direction));
            p = TSimd.FusedMultiplyAdd(TSimd.Create(_step.ParameterKept), p, move);
            moment = Moment.Average<TSimd, TVector>(moment, _step.Kept, g, _step.Added);
        }
    }
}
