using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// y[i] = f(x[i]): the one loop under all element-wise functions of one input. What remains after the last whole
/// vector goes through a vector too, so an element's result does not depend on where in the span it stands.
/// </summary>
internal static unsafe partial class Elementwise
{
    /// <summary>From as many numbers on (some microseconds), a map is worth cutting for the threads of an iteration.</summary>
    private const int WorthCutting = 16 * 1024;

    /// <summary>y[i] = f(x[i]); y may be x, but may not overlap it otherwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator>(ReadOnlySpan<float> x, Span<float> y)
        where TOperator : struct, IUnaryOperator
    {
        Require.Same(y.Length, x.Length);
        if (x.Length < WorthCutting || ThreadTeam.Size == 1)
        {
            MapHere<TOperator>(x, y);
        }
        else
        {
            var spans = new Spans { A = x, Y = y };
            ThreadTeam.Run(&MapPart<TOperator>, Unsafe.AsPointer(ref spans), ThreadTeam.Parts((nuint)x.Length, WorthCutting / 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapHere<TOperator>(ReadOnlySpan<float> x, Span<float> y)
        where TOperator : struct, IUnaryOperator
    {
        if (Widths.Has512)
        {
            Map<Simd512, Vector512<float>, TOperator>(x, y);
        }
        else if (Widths.Has256)
        {
            Map<Simd256, Vector256<float>, TOperator>(x, y);
        }
        else
        {
            Map<Simd128, Vector128<float>, TOperator>(x, y);
        }
    }

    private static void MapPart<TOperator>(void* context, int part, int parts)
        where TOperator : struct, IUnaryOperator
    {
        ref var spans = ref Unsafe.AsRef<Spans>(context);
        var range = ThreadTeam.Part(spans.Y.Length, part, parts);
        MapHere<TOperator>(spans.A[range], spans.Y[range]);
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TSimd, TVector, TOperator>(ReadOnlySpan<float> x, Span<float> y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TOperator : struct, IUnaryOperator
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var destination = ref MemoryMarshal.GetReference(y);
        var length = (nuint)x.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            TSimd.Store(TOperator.Apply<TSimd, TVector>(TSimd.Load(in source, i)), ref destination, i);
        }

        if (i < length)
        {
            var last = Tail.Load<TSimd, TVector>(in source, i, length);
            Tail.Store<TSimd, TVector>(TOperator.Apply<TSimd, TVector>(last), ref destination, i, length);
        }
    }

    /// <summary>What the threads of a map share.</summary>
    private ref struct Spans
    {
        public ReadOnlySpan<float> A;
        public ReadOnlySpan<float> B;
        public Span<float> Y;
    }
}
