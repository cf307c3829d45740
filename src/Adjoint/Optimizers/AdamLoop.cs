using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The one pass over gradient, moments and parameters that Adam and AdamW share.</summary>
internal static class AdamLoop
{
    /// <summary>Updates with the widest vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TDecay>(in AdamStep step, ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
        where TDecay : struct, IWeightDecay
    {
        Require.Same(firstMoment.Length, gradient.Length);
        Require.Same(secondMoment.Length, gradient.Length);
        Require.Same(parameters.Length, gradient.Length);
        if (Widths.Has512)
        {
            Run<Simd512, Vector512<float>, TDecay>(in step, gradient, firstMoment, secondMoment, parameters);
        }
        else if (Widths.Has256)
        {
            Run<Simd256, Vector256<float>, TDecay>(in step, gradient, firstMoment, secondMoment, parameters);
        }
        else
        {
            Run<Simd128, Vector128<float>, TDecay>(in step, gradient, firstMoment, secondMoment, parameters);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TDecay>(
        in AdamStep step, ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment, Span<float> parameters)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TDecay : struct, IWeightDecay
    {
        // A copy: no store can be suspected of changing it, so its fields stay in registers.
        var local = step;
        ref var gs = ref MemoryMarshal.GetReference(gradient);
        ref var ms = ref MemoryMarshal.GetReference(firstMoment);
        ref var vs = ref MemoryMarshal.GetReference(secondMoment);
        ref var ps = ref MemoryMarshal.GetReference(parameters);
        var length = (nuint)gradient.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            var (m, v, p) = (TSimd.Load(in ms, i), TSimd.Load(in vs, i), TSimd.Load(in ps, i));
            Apply<TSimd, TVector, TDecay>(in local, TSimd.Load(in gs, i), ref m, ref v, ref p);
            TSimd.Store(m, ref ms, i);
            TSimd.Store(v, ref vs, i);
            TSimd.Store(p, ref ps, i);
        }

        if (i < length)
        {
            var g = Tail.Load<TSimd, TVector>(in gs, i, length);
            var m = Tail.Load<TSimd, TVector>(in ms, i, length);
            var v = Tail.Load<TSimd, TVector>(in vs, i, length);
            var p = Tail.Load<TSimd, TVector>(in ps, i, length);
            Apply<TSimd, TVector, TDecay>(in local, g, ref m, ref v, ref p);
            Tail.Store<TSimd, TVector>(m, ref ms, i, length);
            Tail.Store<TSimd, TVector>(v, ref vs, i, length);
            Tail.Store<TSimd, TVector>(p, ref ps, i, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TSimd, TVector, TDecay>(in AdamStep step, TVector g, ref TVector m, ref TVector v, ref TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TDecay : struct, IWeightDecay
    {
        TDecay.Apply<TSimd, TVector>(in step, ref g, ref p);
        m = TSimd.FusedMultiplyAdd(TSimd.Create(step.FirstAdded), g, TSimd.Multiply(m, TSimd.Create(step.FirstKept)));
        v = TSimd.FusedMultiplyAdd(TSimd.Multiply(TSimd.Create(step.SecondAdded), g), g, TSimd.Multiply(v, TSimd.Create(step.SecondKept)));
        m = Moment.Flush<TSimd, TVector>(m);
        v = Moment.Flush<TSimd, TVector>(v);
        var denominator = TSimd.FusedMultiplyAdd(TSimd.Sqrt(v), TSimd.Create(step.RootCorrection), TSimd.Create(step.Epsilon));
        p = TSimd.Add(p, TSimd.Divide(TSimd.Multiply(TSimd.Create(step.NegativeStepSize), m), denominator));
    }
}
