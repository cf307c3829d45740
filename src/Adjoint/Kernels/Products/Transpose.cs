using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Kernels;

/// <summary>The transpose of a matrix, in blocks of 4 columns by 16, 8 or 4 rows that are turned in registers.</summary>
internal static class Transpose
{
    /// <summary>target[j,i] = source[i,j] for i below rows, j below columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(nuint rows, nuint columns, ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        nuint i = 0;
        for (nuint height; i + 4 <= rows; i += height)
        {
            height = Widths.Has512 && Avx512F.IsSupported && i + 16 <= rows ? 16u : Avx.IsSupported && i + 8 <= rows ? 8u : 4u;
            ref var from = ref Unsafe.Add(ref source, i * sourceStride);
            ref var to = ref Unsafe.Add(ref target, i);
            nuint j = 0;
            for (; j + 4 <= columns; j += 4)
            {
                switch (height)
                {
                    case 16: Block<Simd512, Vector512<float>>(ref from, sourceStride, ref to, targetStride); break;
                    case 8: Block<Simd256, Vector256<float>>(ref from, sourceStride, ref to, targetStride); break;
                    default: Block<Simd128, Vector128<float>>(ref from, sourceStride, ref to, targetStride); break;
                }

                from = ref Unsafe.Add(ref from, 4);
                to = ref Unsafe.Add(ref to, 4 * targetStride);
            }

            Rest((i, i + height), (j, columns), ref source, sourceStride, ref target, targetStride);
        }

        Rest((i, rows), (0, columns), ref source, sourceStride, ref target, targetStride);
    }

    /// <summary>
    /// Stores the transpose of sums, [columns, width], as rows of a target. Four columns at a time, the last ones first: where there are fewer, what lies beside them falls into the
    /// beginning of the next rows, which are stored afterwards. Only behind the first <paramref name="safe"/> rows, a multiple of four, something may be written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Back(ref float sums, nuint width, nuint rows, nuint columns, ref float target, nuint targetStride, nuint safe)
    {
        var (full, begun) = (columns / 4 * 4, columns % 4);
        if (begun != 0)
        {
            Run(4, safe, ref Unsafe.Add(ref sums, full * width), width, ref Unsafe.Add(ref target, full), targetStride);
            Rest((full, columns), (safe, rows), ref sums, width, ref target, targetStride);
        }

        Run(full, rows, ref sums, width, ref target, targetStride);
    }

    /// <summary>How many rows may be written after, if so many remain, these included, and each is as wide as the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint SafeRows(nuint rows, nuint columns, nuint remaining)
    {
        // Below the last rows there are none.
        var below = columns == 1 ? 3u : 1u;
        return nuint.Min(rows, remaining - nuint.Min(remaining, below)) / 4 * 4;
    }

    /// <summary>A block of four columns, of as many rows as a vector has lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<TSimd, TVector>(ref float from, nuint fromStride, ref float to, nuint toStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        FourColumns<TVector>(ref from, fromStride, out var column0, out var column1, out var column2, out var column3);
        TSimd.Store(column0, ref to, 0);
        TSimd.Store(column1, ref to, toStride);
        TSimd.Store(column2, ref to, 2 * toStride);
        TSimd.Store(column3, ref to, 3 * toStride);
    }

    /// <summary>Four columns of as many rows as a vector has lanes, each a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourColumns<TVector>(ref float from, nuint stride, out TVector column0, out TVector column1, out TVector column2, out TVector column3)
        where TVector : struct
    {
        if (typeof(TVector) == typeof(Vector512<float>))
        {
            Four(ref from, stride, out Vector512<float> c0, out var c1, out var c2, out var c3);
            (column0, column1) = (Unsafe.BitCast<Vector512<float>, TVector>(c0), Unsafe.BitCast<Vector512<float>, TVector>(c1));
            (column2, column3) = (Unsafe.BitCast<Vector512<float>, TVector>(c2), Unsafe.BitCast<Vector512<float>, TVector>(c3));
        }
        else if (typeof(TVector) == typeof(Vector256<float>))
        {
            Four(ref from, stride, out Vector256<float> c0, out var c1, out var c2, out var c3);
            (column0, column1) = (Unsafe.BitCast<Vector256<float>, TVector>(c0), Unsafe.BitCast<Vector256<float>, TVector>(c1));
            (column2, column3) = (Unsafe.BitCast<Vector256<float>, TVector>(c2), Unsafe.BitCast<Vector256<float>, TVector>(c3));
        }
        else
        {
            Four(ref from, stride, out Vector128<float> c0, out var c1, out var c2, out var c3);
            (column0, column1) = (Unsafe.BitCast<Vector128<float>, TVector>(c0), Unsafe.BitCast<Vector128<float>, TVector>(c1));
            (column2, column3) = (Unsafe.BitCast<Vector128<float>, TVector>(c2), Unsafe.BitCast<Vector128<float>, TVector>(c3));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        ref float from, nuint stride, out Vector512<float> column0, out Vector512<float> column1, out Vector512<float> column2, out Vector512<float> column3)
    {
        if (!Avx512F.IsSupported)
        {
            Four(ref from, stride, out Vector256<float> a0, out var a1, out var a2, out var a3);
            Four(ref Unsafe.Add(ref from, 8 * stride), stride, out Vector256<float> b0, out var b1, out var b2, out var b3);
            (column0, column1, column2, column3) = (Vector512.Create(a0, b0), Vector512.Create(a1, b1), Vector512.Create(a2, b2), Vector512.Create(a3, b3));
            return;
        }

        // Each vector holds four rows that are four apart, so that the halves that are interleaved below come out in the order of the rows.
        var four = 4 * stride;
        var (row0, row1) = (Rows16(ref from, four), Rows16(ref Unsafe.Add(ref from, stride), four));
        from = ref Unsafe.Add(ref from, 2 * stride);
        var (row2, row3) = (Rows16(ref from, four), Rows16(ref Unsafe.Add(ref from, stride), four));
        var (low01, high01) = (Avx512F.UnpackLow(row0, row1).AsDouble(), Avx512F.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) = (Avx512F.UnpackLow(row2, row3).AsDouble(), Avx512F.UnpackHigh(row2, row3).AsDouble());
        (column0, column1) = (Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle());
        (column2, column3) = (Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        ref float from, nuint stride, out Vector256<float> column0, out Vector256<float> column1, out Vector256<float> column2, out Vector256<float> column3)
    {
        var four = 4 * stride;
        if (!Avx.IsSupported)
        {
            Four(ref from, stride, out Vector128<float> a0, out var a1, out var a2, out var a3);
            Four(ref Unsafe.Add(ref from, four), stride, out Vector128<float> b0, out var b1, out var b2, out var b3);
            (column0, column1, column2, column3) = (Vector256.Create(a0, b0), Vector256.Create(a1, b1), Vector256.Create(a2, b2), Vector256.Create(a3, b3));
            return;
        }

        var (row0, row1) = (Rows8(ref from, four), Rows8(ref Unsafe.Add(ref from, stride), four));
        from = ref Unsafe.Add(ref from, 2 * stride);
        var (row2, row3) = (Rows8(ref from, four), Rows8(ref Unsafe.Add(ref from, stride), four));
        var (low01, high01) = (Avx.UnpackLow(row0, row1).AsDouble(), Avx.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) = (Avx.UnpackLow(row2, row3).AsDouble(), Avx.UnpackHigh(row2, row3).AsDouble());
        (column0, column1) = (Avx.UnpackLow(low01, low23).AsSingle(), Avx.UnpackHigh(low01, low23).AsSingle());
        (column2, column3) = (Avx.UnpackLow(high01, high23).AsSingle(), Avx.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        ref float from, nuint stride, out Vector128<float> column0, out Vector128<float> column1, out Vector128<float> column2, out Vector128<float> column3)
    {
        var row0 = Vector128.LoadUnsafe(ref from);
        var row1 = Vector128.LoadUnsafe(ref from, stride);
        var row2 = Vector128.LoadUnsafe(ref from, 2 * stride);
        var row3 = Vector128.LoadUnsafe(ref from, 3 * stride);
        // Pairs of rows interleaved, then pairs of pairs: (a0 b0 a1 b1)(c0 d0 c1 d1) become (a0 b0 c0 d0)(a1 b1 c1 d1).
        var (low01, high01) = (Interleave.Low(row0, row1), Interleave.High(row0, row1));
        var (low23, high23) = (Interleave.Low(row2, row3), Interleave.High(row2, row3));
        (column0, column1) = (Interleave.LowPairs(low01, low23), Interleave.HighPairs(low01, low23));
        (column2, column3) = (Interleave.LowPairs(high01, high23), Interleave.HighPairs(high01, high23));
    }

    /// <summary>Four numbers each of a row and of the rows 4, 8 and 12 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows16(ref float from, nuint four)
    {
        var rows = Vector128.LoadUnsafe(ref from).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, four), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, 2 * four), 2);
        return Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, 3 * four), 3);
    }

    /// <summary>Four numbers each of a row and of the row 4 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows8(ref float from, nuint four) =>
        Avx.InsertVector128(Vector128.LoadUnsafe(ref from).ToVector256Unsafe(), Vector128.LoadUnsafe(ref from, four), 1);

    /// <summary>The same number by number, for i and j in the given ranges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rest((nuint First, nuint End) rows, (nuint First, nuint End) columns, ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        for (var i = rows.First; i < rows.End; i++)
        {
            for (var j = columns.First; j < columns.End; j++)
            {
                Unsafe.Add(ref target, (j * targetStride) + i) = Unsafe.Add(ref source, (i * sourceStride) + j);
            }
        }
    }
}
