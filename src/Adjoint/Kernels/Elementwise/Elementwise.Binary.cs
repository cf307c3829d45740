using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <content>y[i] = f(a[i], b[i]): the loop under all element-wise functions of two inputs.</content>
internal static unsafe partial class Elementwise
{
    /// <summary>y[i] = f(a[i], b[i]); y may be a or b, but may not overlap them otherwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TOperator : struct, IBinaryOperator
    {
        Require.Same(b.Length, a.Length);
        Require.Same(y.Length, a.Length);
        if (a.Length < WorthCutting || ThreadTeam.Size == 1)
        {
            MapHere<TOperator>(a, b, y);
        }
        else
        {
            var spans = new Spans { A = a, B = b, Y = y };
            ThreadTeam.Run(&MapBinaryPart<TOperator>, Unsafe.AsPointer(ref spans), ThreadTeam.Parts((nuint)a.Length, WorthCutting / 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapHere<TOperator>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TOperator : struct, IBinaryOperator
    {
        if (Widths.Has512)
        {
            Map<Simd512, Vector512<float>, TOperator>(a, b, y);
        }
        else if (Widths.Has256)
        {
            Map<Simd256, Vector256<float>, TOperator>(a, b, y);
        }
        else
        {
            Map<Simd128, Vector128<float>, TOperator>(a, b, y);
        }
    }

    private static void MapBinaryPart<TOperator>(void* context, int part, int parts)
        where TOperator : struct, IBinaryOperator
    {
        ref var spans = ref Unsafe.AsRef<Spans>(context);
        var range = ThreadTeam.Part(spans.Y.Length, part, parts);
        MapHere<TOperator>(spans.A[range], spans.B[range], spans.Y[range]);
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TSimd, TVector, TOperator>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TOperator : struct, IBinaryOperator
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var destination = ref MemoryMarshal.GetReference(y);
        var length = (nuint)a.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            TSimd.Store(TOperator.Apply<TSimd, TVector>(TSimd.Load(in first, i), TSimd.Load(in second, i)), ref destination, i);
        }

        if (i < length)
        {
            var lastA = Tail.Load<TSimd, TVector>(in first, i, length);
            var lastB = Tail.Load<TSimd, TVector>(in second, i, length);
            Tail.Store<TSimd, TVector>(TOperator.Apply<TSimd, TVector>(lastA, lastB), ref destination, i, length);
        }
    }
}
