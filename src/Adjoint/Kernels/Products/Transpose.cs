using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Kernels;

/// <summary>The transpose of a matrix, in blocks of 4 columns by 16, 8 or 4 rows that are turned in registers.</summary>
internal static class Transpose
{
    /// <summary>target[j,i] = source[i,j] for i below rows, j below columns. Where they do not fill the last block, it overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(nuint rows, nuint columns, ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        if (rows < 4 || columns < 4)
        {
            Few(rows, columns, ref source, sourceStride, ref target, targetStride);
            return;
        }

        var strides = new RowStrides(sourceStride);
        nuint height;
        for (nuint row = 0; row < rows; row += height)
        {
            height = Widths.Has512 && Avx512F.IsSupported && row + 16 <= rows ? 16u : Avx.IsSupported && row + 8 <= rows ? 8u : 4u;
            var i = nuint.Min(row, rows - height);
            ref var from = ref Unsafe.Add(ref source, i * sourceStride);
            ref var to = ref Unsafe.Add(ref target, i);
            switch (height)
            {
                case 16: Blocks<Simd512, Vector512<float>>(columns, ref from, strides, ref to, targetStride); break;
                case 8: Blocks<Simd256, Vector256<float>>(columns, ref from, strides, ref to, targetStride); break;
                default: Blocks<Simd128, Vector128<float>>(columns, ref from, strides, ref to, targetStride); break;
            }
        }
    }

    /// <summary>Fewer than four columns, or rows: four numbers of a row are read although some of them are the next row's, unless there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Few(nuint rows, nuint columns, ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        var without = columns is 0 or >= 4 ? rows : nuint.Min(rows, (3 - columns + sourceStride) / sourceStride);
        var strides = new RowStrides(sourceStride);
        nuint row = 0, height;
        for (; row + 4 <= rows - without; row += height)
        {
            height = Widths.Has512 && Avx512F.IsSupported && row + 16 <= rows - without ? 16u : 4u;
            ref var from = ref Unsafe.Add(ref source, row * sourceStride);
            ref var to = ref Unsafe.Add(ref target, row);
            if (height == 16)
            {
                FewColumns<Simd512, Vector512<float>>(columns, ref from, strides, ref to, targetStride);
            }
            else
            {
                FewColumns<Simd128, Vector128<float>>(columns, ref from, strides, ref to, targetStride);
            }
        }

        Rest((row, rows), (0, columns), ref source, sourceStride, ref target, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FewColumns<TSimd, TVector>(nuint columns, ref float from, RowStrides fromStride, ref float to, nuint toStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        FourColumns<TVector>(ref from, fromStride, out var column0, out var column1, out var column2, out _);
        TSimd.Store(column0, ref to, 0);
        if (columns > 1)
        {
            TSimd.Store(column1, ref to, toStride);
        }

        if (columns > 2)
        {
            TSimd.Store(column2, ref to, 2 * toStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks<TSimd, TVector>(nuint columns, ref float from, RowStrides fromStride, ref float to, nuint toStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint column = 0; column < columns; column += 4)
        {
            var first = nuint.Min(column, columns - 4);
            Block<TSimd, TVector>(ref Unsafe.Add(ref from, first), fromStride, ref Unsafe.Add(ref to, first * toStride), toStride);
        }
    }

    /// <summary>
    /// Stores the transpose of sums, [columns, width], as rows of a target, four columns at a time. Where there are fewer, what lies beside them falls into the beginning of the next rows,
    /// which are stored afterwards: only behind the first <paramref name="safe"/> rows, a multiple of four, something may be written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Back(ref float sums, nuint width, nuint rows, nuint columns, ref float target, nuint targetStride, nuint safe)
    {
        var whole = columns < 4 ? safe : rows / 4 * 4;
        nuint column = 0;
        do
        {
            // The last four of more columns overlap those before.
            var first = columns < 4 ? 0 : nuint.Min(column, columns - 4);
            FourBack(ref Unsafe.Add(ref sums, first * width), width, whole, ref Unsafe.Add(ref target, first), targetStride);
            column += 4;
        }
        while (column < columns);

        if (whole != rows)
        {
            Rest((0, columns), (whole, rows), ref sums, width, ref target, targetStride);
        }
    }

    /// <summary>Four columns, of a multiple of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourBack(ref float sums, nuint width, nuint rows, ref float target, nuint stride)
    {
        nuint row = 0;
        if (Widths.Has512 && Avx512F.IsSupported)
        {
            for (; row + 16 <= rows; row += 16)
            {
                ref var from = ref Unsafe.Add(ref sums, row);
                var (column0, column1) = (Vector512.LoadUnsafe(ref from), Vector512.LoadUnsafe(ref from, width));
                var (column2, column3) = (Vector512.LoadUnsafe(ref from, 2 * width), Vector512.LoadUnsafe(ref from, 3 * width));
                Turn(ref column0, ref column1, ref column2, ref column3);
                // Each quarter of a vector is a row, and those of one vector are four rows apart.
                ref var to = ref Unsafe.Add(ref target, row * stride);
                column0.GetLower().GetLower().StoreUnsafe(ref to);
                column1.GetLower().GetLower().StoreUnsafe(ref to, stride);
                column2.GetLower().GetLower().StoreUnsafe(ref to, 2 * stride);
                column3.GetLower().GetLower().StoreUnsafe(ref to, 3 * stride);
                to = ref Unsafe.Add(ref to, 4 * stride);
                Avx512F.ExtractVector128(column0, 1).StoreUnsafe(ref to);
                Avx512F.ExtractVector128(column1, 1).StoreUnsafe(ref to, stride);
                Avx512F.ExtractVector128(column2, 1).StoreUnsafe(ref to, 2 * stride);
                Avx512F.ExtractVector128(column3, 1).StoreUnsafe(ref to, 3 * stride);
                to = ref Unsafe.Add(ref to, 4 * stride);
                Avx512F.ExtractVector128(column0, 2).StoreUnsafe(ref to);
                Avx512F.ExtractVector128(column1, 2).StoreUnsafe(ref to, stride);
                Avx512F.ExtractVector128(column2, 2).StoreUnsafe(ref to, 2 * stride);
                Avx512F.ExtractVector128(column3, 2).StoreUnsafe(ref to, 3 * stride);
                to = ref Unsafe.Add(ref to, 4 * stride);
                Avx512F.ExtractVector128(column0, 3).StoreUnsafe(ref to);
                Avx512F.ExtractVector128(column1, 3).StoreUnsafe(ref to, stride);
                Avx512F.ExtractVector128(column2, 3).StoreUnsafe(ref to, 2 * stride);
                Avx512F.ExtractVector128(column3, 3).StoreUnsafe(ref to, 3 * stride);
            }
        }

        for (; row < rows; row += 4)
        {
            Block<Simd128, Vector128<float>>(ref Unsafe.Add(ref sums, row), new(width), ref Unsafe.Add(ref target, row * stride), stride);
        }
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
    private static void Block<TSimd, TVector>(ref float from, RowStrides fromStride, ref float to, nuint toStride)
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
        where TVector : struct =>
        FourColumns(ref from, new RowStrides(stride), out column0, out column1, out column2, out column3);

    /// <summary>The same, with multiples of the stride that a loop has at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourColumns<TVector>(ref float from, RowStrides stride, out TVector column0, out TVector column1, out TVector column2, out TVector column3)
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
        ref float from, RowStrides stride, out Vector512<float> column0, out Vector512<float> column1, out Vector512<float> column2, out Vector512<float> column3)
    {
        if (!Avx512F.IsSupported)
        {
            Four(ref from, stride, out Vector256<float> a0, out var a1, out var a2, out var a3);
            Four(ref Unsafe.Add(ref from, stride.Eight), stride, out Vector256<float> b0, out var b1, out var b2, out var b3);
            (column0, column1, column2, column3) = (Vector512.Create(a0, b0), Vector512.Create(a1, b1), Vector512.Create(a2, b2), Vector512.Create(a3, b3));
            return;
        }

        // Each vector holds four rows that are four apart, so that the halves that are interleaved below come out in the order of the rows.
        var row0 = Rows16(ref from, stride);
        from = ref Unsafe.Add(ref from, stride.One);
        var row1 = Rows16(ref from, stride);
        from = ref Unsafe.Add(ref from, stride.One);
        var row2 = Rows16(ref from, stride);
        var row3 = Rows16(ref Unsafe.Add(ref from, stride.One), stride);
        (column0, column1, column2, column3) = (row0, row1, row2, row3);
        Turn(ref column0, ref column1, ref column2, ref column3);
    }

    /// <summary>Turns each quarter of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        var (low01, high01) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
        var (low23, high23) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        (a, b) = (Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle());
        (c, d) = (Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        ref float from, RowStrides stride, out Vector256<float> column0, out Vector256<float> column1, out Vector256<float> column2, out Vector256<float> column3)
    {
        if (!Avx.IsSupported)
        {
            Four(ref from, stride, out Vector128<float> a0, out var a1, out var a2, out var a3);
            Four(ref Unsafe.Add(ref from, stride.Four), stride, out Vector128<float> b0, out var b1, out var b2, out var b3);
            (column0, column1, column2, column3) = (Vector256.Create(a0, b0), Vector256.Create(a1, b1), Vector256.Create(a2, b2), Vector256.Create(a3, b3));
            return;
        }

        var row0 = Rows8(ref from, stride);
        from = ref Unsafe.Add(ref from, stride.One);
        var row1 = Rows8(ref from, stride);
        from = ref Unsafe.Add(ref from, stride.One);
        var row2 = Rows8(ref from, stride);
        var row3 = Rows8(ref Unsafe.Add(ref from, stride.One), stride);
        var (low01, high01) = (Avx.UnpackLow(row0, row1).AsDouble(), Avx.UnpackHigh(row0, row1).AsDouble());
        var (low23, high23) = (Avx.UnpackLow(row2, row3).AsDouble(), Avx.UnpackHigh(row2, row3).AsDouble());
        (column0, column1) = (Avx.UnpackLow(low01, low23).AsSingle(), Avx.UnpackHigh(low01, low23).AsSingle());
        (column2, column3) = (Avx.UnpackLow(high01, high23).AsSingle(), Avx.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        ref float from, RowStrides stride, out Vector128<float> column0, out Vector128<float> column1, out Vector128<float> column2, out Vector128<float> column3)
    {
        var row0 = Vector128.LoadUnsafe(ref from);
        var row1 = Vector128.LoadUnsafe(ref from, stride.One);
        var row2 = Vector128.LoadUnsafe(ref from, 2 * stride.One);
        var row3 = Vector128.LoadUnsafe(ref from, 3 * stride.One);
        // Pairs of rows interleaved, then pairs of pairs: (a0 b0 a1 b1)(c0 d0 c1 d1) become (a0 b0 c0 d0)(a1 b1 c1 d1).
        var (low01, high01) = (Interleave.Low(row0, row1), Interleave.High(row0, row1));
        var (low23, high23) = (Interleave.Low(row2, row3), Interleave.High(row2, row3));
        (column0, column1) = (Interleave.LowPairs(low01, low23), Interleave.HighPairs(low01, low23));
        (column2, column3) = (Interleave.LowPairs(high01, high23), Interleave.HighPairs(high01, high23));
    }

    /// <summary>Four numbers each of a row and of the rows 4, 8 and 12 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows16(ref float from, RowStrides stride)
    {
        var rows = Vector128.LoadUnsafe(ref from).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, stride.Four), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, stride.Eight), 2);
        return Avx512F.InsertVector128(rows, Vector128.LoadUnsafe(ref from, stride.Twelve), 3);
    }

    /// <summary>Four numbers each of a row and of the row 4 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows8(ref float from, RowStrides stride) =>
        Avx.InsertVector128(Vector128.LoadUnsafe(ref from).ToVector256Unsafe(), Vector128.LoadUnsafe(ref from, stride.Four), 1);

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
