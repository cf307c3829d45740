using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>With momentum.</content>
public static partial class Sgd
{
    /// <summary>
    /// g += decay · p; v = momentum · v + g; p -= lr · v, in one pass.
    /// Velocities below 1e-30 become zero: they would decay into subnormal numbers, which are slow.
    /// </summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="momentum">How much of the velocity stays.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="velocity">v, as many elements, zeros before the first step.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(float learningRate, float momentum, float weightDecay, Gradient gradient, Span<float> velocity, Span<float> parameters) =>
        // Without dampening the first step, from a velocity of zero, is like the others.
        Update(new SgdStep(learningRate, momentum, dampening: 0, nesterov: false, weightDecay, step: 2), gradient, velocity, parameters);

    /// <summary>
    /// g += decay · p; v = momentum · v + (1 - dampening) · g, but v = g in the first step; p -= lr · v, or p -= lr · (g + momentum · v) for Nesterov's; in one pass.
    /// Velocities below 1e-30 become zero.
    /// </summary>
    /// <param name="step">The numbers of this step.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="velocity">v, as many elements, zeros before the first step.</param>
    /// <param name="parameters">p, as many elements. The spans may not overlap.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Update(in SgdStep step, Gradient gradient, Span<float> velocity, Span<float> parameters)
    {
        Require.Same(velocity.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        return UpdateLoop.Run(new Rule(step), gradient, velocity, [], [], parameters);
    }

    internal readonly struct Rule(SgdStep step) : IUpdateRule
    {
        private readonly SgdStep _step = step;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector g, ref TVector velocity, ref TVector unused, ref TVector unusedToo, ref TVector p)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            g = Moment.Penalize<TSimd, TVector>(g, _step.WeightDecay, p);
            velocity = Moment.Average<TSimd, TVector>(velocity, _step.Kept, g, _step.Added);
            var direction = _step.Nesterov ? TSimd.FusedMultiplyAdd(TSimd.Create(_step.Momentum), velocity, g) : velocity;
            p = TSimd.FusedMultiplyAdd(direction, TSimd.Create(_step.NegativeRate), p);
        }
    }
}
