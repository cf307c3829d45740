using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <content>The same loops for functions with settings, which are the fields of the function's structure.</content>
internal static partial class Elementwise
{
    /// <summary>y[i] = f(x[i]); y may be x, but may not overlap it otherwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IUnaryFunction
    {
        Require.Same(y.Length, x.Length);
        if (Widths.Has512)
        {
            Map<Simd512, Vector512<float>, TFunction>(function, x, y);
        }
        else if (Widths.Has256)
        {
            Map<Simd256, Vector256<float>, TFunction>(function, x, y);
        }
        else
        {
            Map<Simd128, Vector128<float>, TFunction>(function, x, y);
        }
    }

    /// <summary>y[i] = f(a[i], b[i]); y may be a or b, but may not overlap them otherwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(TFunction function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TFunction : struct, IBinaryFunction
    {
        Require.Same(b.Length, a.Length);
        Require.Same(y.Length, a.Length);
        if (Widths.Has512)
        {
            Map<Simd512, Vector512<float>, TFunction>(function, a, b, y);
        }
        else if (Widths.Has256)
        {
            Map<Simd256, Vector256<float>, TFunction>(function, a, b, y);
        }
        else
        {
            Map<Simd128, Vector128<float>, TFunction>(function, a, b, y);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TSimd, TVector, TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TFunction : struct, IUnaryFunction
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var destination = ref MemoryMarshal.GetReference(y);
        var length = (nuint)x.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            TSimd.Store(function.Apply<TSimd, TVector>(TSimd.Load(in source, i)), ref destination, i);
        }

        if (i < length)
        {
            var last = Tail.Load<TSimd, TVector>(in source, i, length);
            Tail.Store<TSimd, TVector>(function.Apply<TSimd, TVector>(last), ref destination, i, length);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TSimd, TVector, TFunction>(TFunction function, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TFunction : struct, IBinaryFunction
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var destination = ref MemoryMarshal.GetReference(y);
        var length = (nuint)a.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            TSimd.Store(function.Apply<TSimd, TVector>(TSimd.Load(in first, i), TSimd.Load(in second, i)), ref destination, i);
        }

        if (i < length)
        {
            var lastA = Tail.Load<TSimd, TVector>(in first, i, length);
            var lastB = Tail.Load<TSimd, TVector>(in second, i, length);
            Tail.Store<TSimd, TVector>(function.Apply<TSimd, TVector>(lastA, lastB), ref destination, i, length);
        }
    }
}
