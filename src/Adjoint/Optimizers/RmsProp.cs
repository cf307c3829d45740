using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>RMSprop (Tieleman and Hinton, 2012; centred: Graves, 2013) as PyTorch computes it.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class RmsProp
{
    /// <summary>
    /// g += decay · p; v = α v + (1 - α) g²; centred: a = α a + (1 - α) g, and max(0, v - a²) in the place of v (where PyTorch has no maximum, rounding
    /// can make it NaN); d = g / (√v + ε); with momentum: b = momentum · b + d, and b in the place of d; p -= lr · d; in one pass.
    /// Averages and velocities below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="squareAverage">v, as many elements.</param>
    /// <param name="gradientAverage">a, as many elements; empty if not centred.</param>
    /// <param name="velocity">b, as many elements; empty without momentum.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(
        in RmsPropStep step, Gradient gradient, Span<float> squareAverage, Span<float> gradientAverage, Span<float> velocity, Span<float> parameters)
    {
        Require.Same(squareAverage.Length, gradient.Length);
        Require.Same(gradientAverage.Length, step.Centered ? gradient.Length : 0);
        Require.Same(velocity.Length, step.Momentum != 0 ? gradient.Length : 0);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, squareAverage, gradientAverage, velocity, parameters);
    }

    internal readonly struct Rule(RmsPropStep step) : IUpdateRule
    {
        private readonly RmsPropStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector squareAverage, ref TVector gradientAverage, ref TVector velocity, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            squareAverage = Moment.AverageSquare<TSimd, TVector>(squareAverage, _step.Kept, g, _step.Added);
            var variance = squareAverage;
            if (_step.Centered)
            {
                gradientAverage = Moment.Average<TSimd, TVector>(gradientAverage, _step.Kept, g, _step.Added);
                var minus = TSimd.Subtract(TSimd.Create(0f), gradientAverage);
                // NaN is the second operand, and stays.
                variance = TSimd.Max(TSimd.Create(0f), TSimd.FusedMultiplyAdd(minus, gradientAverage, squareAverage));
            }

            var direction = TSimd.Divide(g, TSimd.Add(TSimd.Sqrt(variance), TSimd.Create(_step.Epsilon)));
            if (_step.Momentum != 0)
            {
                velocity = Moment.Average<TSimd, TVector>(velocity, _step.Momentum, direction, 1);
                direction = velocity;
            }

            p = TSimd.FusedMultiplyAdd(TSimd.Create(_step.NegativeRate), direction, p);
        }
    }
}
