using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update(float learningRate, float momentum, float weightDecay, ReadOnlySpan<float> gradient, Span<float> velocity, Span<float> parameters)
    {
        Require.Same(velocity.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        if (Widths.Has512)
        {
            Update<Simd512, Vector512<float>>((learningRate, momentum, weightDecay), gradient, velocity, parameters);
        }
        else if (Widths.Has256)
        {
            Update<Simd256, Vector256<float>>((learningRate, momentum, weightDecay), gradient, velocity, parameters);
        }
        else
        {
            Update<Simd128, Vector128<float>>((learningRate, momentum, weightDecay), gradient, velocity, parameters);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Update<TSimd, TVector>(
        (float LearningRate, float Momentum, float WeightDecay) step, ReadOnlySpan<float> gradient, Span<float> velocity, Span<float> parameters)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var gs = ref MemoryMarshal.GetReference(gradient);
        ref var vs = ref MemoryMarshal.GetReference(velocity);
        ref var ps = ref MemoryMarshal.GetReference(parameters);
        var (rate, momentum, decay) = (TSimd.Create(-step.LearningRate), TSimd.Create(step.Momentum), TSimd.Create(step.WeightDecay));
        var length = (nuint)gradient.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            var p = TSimd.Load(in ps, i);
            var v = Velocity<TSimd, TVector>(momentum, decay, TSimd.Load(in gs, i), TSimd.Load(in vs, i), p);
            TSimd.Store(v, ref vs, i);
            TSimd.Store(TSimd.FusedMultiplyAdd(v, rate, p), ref ps, i);
        }

        if (i < length)
        {
            var p = Tail.Load<TSimd, TVector>(in ps, i, length);
            var v = Velocity<TSimd, TVector>(momentum, decay, Tail.Load<TSimd, TVector>(in gs, i, length), Tail.Load<TSimd, TVector>(in vs, i, length), p);
            Tail.Store<TSimd, TVector>(v, ref vs, i, length);
            Tail.Store<TSimd, TVector>(TSimd.FusedMultiplyAdd(v, rate, p), ref ps, i, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Velocity<TSimd, TVector>(TVector momentum, TVector decay, TVector g, TVector v, TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Moment.Flush<TSimd, TVector>(TSimd.Add(TSimd.Multiply(momentum, v), TSimd.FusedMultiplyAdd(decay, p, g)));
}
