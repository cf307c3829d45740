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
                    case 16: Block16(ref from, sourceStride, ref to, targetStride); break;
                    case 8: Block8(ref from, sourceStride, ref to, targetStride); break;
                    default: Block4(ref from, sourceStride, ref to, targetStride); break;
                }

                from = ref Unsafe.Add(ref from, 4);
                to = ref Unsafe.Add(ref to, 4 * targetStride);
            }

            Rest((i, i + height), (j, columns), ref source, sourceStride, ref target, targetStride);
        }

        Rest((i, rows), (0, columns), ref source, sourceStride, ref target, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block16(ref float from, nuint fromStride, ref float to, nuint toStride)
    {
        // Each vector holds four rows that are four apart, so that the halves that are interleaved below come out in the order of the rows.
        var four = 4 * fromStride;
        var (row0, row1) = (Rows16(ref from, four), Rows16(ref Unsafe.Add(ref from, fromStride), four));
        from = ref Unsafe.Add(ref from, 2 * fromStride);
        var (row2, row3) = (Rows16(ref from, four), Rows16(ref Unsafe.Add(ref from, fromStride), four));
        var (low01, high01) = (Avx512F.UnpackLow(row0, row1).AsDouble(), Avx512F.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) = (Avx512F.UnpackLow(row2, row3).AsDouble(), Avx512F.UnpackHigh(row2, row3).AsDouble());
        Avx512F.UnpackLow(low01, low23).AsSingle().StoreUnsafe(ref to);
        Avx512F.UnpackHigh(low01, low23).AsSingle().StoreUnsafe(ref to, toStride);
        Avx512F.UnpackLow(high01, high23).AsSingle().StoreUnsafe(ref to, 2 * toStride);
        Avx512F.UnpackHigh(high01, high23).AsSingle().StoreUnsafe(ref to, 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(ref float from, nuint fromStride, ref float to, nuint toStride)
    {
        var four = 4 * fromStride;
        var (row0, row1) = (Rows8(ref from, four), Rows8(ref Unsafe.Add(ref from, fromStride), four));
        from = ref Unsafe.Add(ref from, 2 * fromStride);
        var (row2, row3) = (Rows8(ref from, four), Rows8(ref Unsafe.Add(ref from, fromStride), four));
        var (low01, high01) = (Avx.UnpackLow(row0, row1).AsDouble(), Avx.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) = (Avx.UnpackLow(row2, row3).AsDouble(), Avx.UnpackHigh(row2, row3).AsDouble());
        Avx.UnpackLow(low01, low23).AsSingle().StoreUnsafe(ref to);
        Avx.UnpackHigh(low01, low23).AsSingle().StoreUnsafe(ref to, toStride);
        Avx.UnpackLow(high01, high23).AsSingle().StoreUnsafe(ref to, 2 * toStride);
        Avx.UnpackHigh(high01, high23).AsSingle().StoreUnsafe(ref to, 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref float from, nuint fromStride, ref float to, nuint toStride)
    {
        var row0 = Vector128.LoadUnsafe(ref from);
        var row1 = Vector128.LoadUnsafe(ref from, fromStride);
        var row2 = Vector128.LoadUnsafe(ref from, 2 * fromStride);
        var row3 = Vector128.LoadUnsafe(ref from, 3 * fromStride);
        // Pairs of rows interleaved, then pairs of pairs: (a0 b0 a1 b1)(c0 d0 c1 d1) become (a0 b0 c0 d0)(a1 b1 c1 d1).
        var (low01, high01) = (Interleave.Low(row0, row1), Interleave.High(row0, row1));
        var (low23, high23) = (Interleave.Low(row2, row3), Interleave.High(row2, row3));
        Interleave.LowPairs(low01, low23).StoreUnsafe(ref to);
        Interleave.HighPairs(low01, low23).StoreUnsafe(ref to, toStride);
        Interleave.LowPairs(high01, high23).StoreUnsafe(ref to, 2 * toStride);
        Interleave.HighPairs(high01, high23).StoreUnsafe(ref to, 3 * toStride);
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
