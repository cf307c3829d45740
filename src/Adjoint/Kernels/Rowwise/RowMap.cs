using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>y[i] = f(a[i], b[i], c[i]) over one row.</summary>
internal static class RowMap
{
    private const int Narrow = 16;

    /// <summary>y = f(a, b, c); y may be any of them. Spans that the function reads are as long as y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TFunction>(TFunction function, Span<float> y, ReadOnlySpan<float> a, ReadOnlySpan<float> b = default, ReadOnlySpan<float> c = default)
        where TFunction : struct, IRowFunction
    {
        if (y.Length >= Narrow)
        {
            Wide(function, y, a, b, c);
            return;
        }

        // For a few numbers a call would cost more.
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = function.Apply<Simd1, float>(a[i], TFunction.Operands > 1 ? b[i] : 0, TFunction.Operands > 2 ? c[i] : 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<TFunction>(TFunction function, Span<float> y, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TFunction : struct, IRowFunction
    {
        if (Widths.Has512)
        {
            Run<Simd512, Vector512<float>, TFunction>(function, y, a, b, c);
        }
        else if (Widths.Has256)
        {
            Run<Simd256, Vector256<float>, TFunction>(function, y, a, b, c);
        }
        else
        {
            Run<Simd128, Vector128<float>, TFunction>(function, y, a, b, c);
        }
    }

    /// <summary>The same at a given width, which may not exceed the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TFunction>(TFunction function, Span<float> y, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TFunction : struct, IRowFunction
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var third = ref MemoryMarshal.GetReference(c);
        ref var target = ref MemoryMarshal.GetReference(y);

        // The last vector overlaps the one before; it is computed before anything is stored, because y may be an operand.
        var end = (nuint)y.Length - TSimd.Width;
        var last = Apply<TSimd, TVector, TFunction>(function, in first, in second, in third, end);
        for (nuint i = 0; i < end; i += TSimd.Width)
        {
            TSimd.Store(Apply<TSimd, TVector, TFunction>(function, in first, in second, in third, i), ref target, i);
        }

        TSimd.Store(last, ref target, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Apply<TSimd, TVector, TFunction>(TFunction function, ref readonly float a, ref readonly float b, ref readonly float c, nuint at)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TFunction : struct, IRowFunction =>
        function.Apply<TSimd, TVector>(
            TSimd.Load(in a, at),
            TFunction.Operands > 1 ? TSimd.Load(in b, at) : default,
            TFunction.Operands > 2 ? TSimd.Load(in c, at) : default);
}
