using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// C[m,n] = f(start[n] + sum over k of A[m,k] · B[k,n]), k ascending, where B is so small that packing it would cost more than the product. Where rows or columns do not fill the last
/// block, it overlaps the one before: some results are computed twice, to the same bits. The shape is a type, so that strides are constants.
/// </summary>
internal static class SmallProduct
{
    /// <summary>The fewest rows.</summary>
    public const int LeastRows = 4;

    /// <summary>The fewest columns, those of the widest vector: with fewer, lanes along the rows do more.</summary>
    public static int LeastColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths.Has512 ? 16 : Widths.Has256 ? 8 : 4;
    }

    private const nuint EightRows = 8;
    private const nuint SixRows = 6;
    private const nuint FourRows = 4;

    /// <summary>Computes C with the widest vectors.</summary>
    /// <param name="rows">Rows of A and C, at least <see cref="LeastRows"/>.</param>
    /// <param name="depth">Terms of each sum.</param>
    /// <param name="a">A[0,0].</param>
    /// <param name="b">B[0,0].</param>
    /// <param name="start">What the sums of each column begin at; a null reference for zero.</param>
    /// <param name="c">C[0,0].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, ref float start, ref float c)
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        if (Widths.Has512)
        {
            Run<Simd512, Vector512<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
        else if (Widths.Has256)
        {
            Run<Simd256, Vector256<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
        else
        {
            Run<Simd128, Vector128<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
    }

    /// <summary>The same at a given width, which may not exceed the number of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TSimd, TVector, TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, ref float start, ref float c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var last = TShape.Columns - TSimd.Width;
        for (nuint column = 0; column < TShape.Columns; column += 2 * TSimd.Width)
        {
            var at = nuint.Min(column, last);
            var second = nuint.Min(column + TSimd.Width, last) - at;
            if (column >= last && rows >= EightRows)
            {
                EightByOne<TSimd, TVector, TShape, TEpilogue>(rows, depth, ref a, ref Unsafe.Add(ref b, at), ref Offset(ref start, at), ref Unsafe.Add(ref c, at));
            }
            else if (rows >= SixRows)
            {
                SixByTwo<TSimd, TVector, TShape, TEpilogue>(rows, depth, ref a, ref Unsafe.Add(ref b, at), second, ref Offset(ref start, at), ref Unsafe.Add(ref c, at));
            }
            else
            {
                FourByTwo<TSimd, TVector, TShape, TEpilogue>(rows, depth, ref a, ref Unsafe.Add(ref b, at), second, ref Offset(ref start, at), ref Unsafe.Add(ref c, at));
            }
        }
    }

    /// <summary>One vector of columns, eight rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByOne<TSimd, TVector, TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, ref float start, ref float c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        for (nuint row = 0; row < rows; row += EightRows)
        {
            var first = nuint.Min(row, rows - EightRows);
            ref var x = ref Unsafe.Add(ref a, first * rowStride);
            ref var term = ref b;
            var begin = Begin<TSimd, TVector>(ref start, 0);
            var (c0, c1, c2, c3) = (begin, begin, begin, begin);
            var (c4, c5, c6, c7) = (begin, begin, begin, begin);
            for (var k = depth; k != 0; k--)
            {
                var y = TSimd.Load(in term, 0);
                c0 = TSimd.FusedMultiplyAdd(TSimd.Create(x), y, c0);
                c1 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, rowStride)), y, c1);
                c2 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 2 * rowStride)), y, c2);
                c3 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 3 * rowStride)), y, c3);
                c4 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 4 * rowStride)), y, c4);
                c5 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 5 * rowStride)), y, c5);
                c6 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 6 * rowStride)), y, c6);
                c7 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 7 * rowStride)), y, c7);
                x = ref Unsafe.Add(ref x, stepStride);
                term = ref Unsafe.Add(ref term, columns);
            }

            ref var result = ref Unsafe.Add(ref c, first * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c0), ref result, 0);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c1), ref result, columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c2), ref result, 2 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c3), ref result, 3 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c4), ref result, 4 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c5), ref result, 5 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c6), ref result, 6 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c7), ref result, 7 * columns);
        }
    }

    /// <summary>Two vectors of columns, the second of which begins so many columns after the first, six rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo<TSimd, TVector, TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, nuint second, ref float start, ref float c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        for (nuint row = 0; row < rows; row += SixRows)
        {
            var first = nuint.Min(row, rows - SixRows);
            ref var x = ref Unsafe.Add(ref a, first * rowStride);
            ref var term = ref b;
            var (begin0, begin1) = (Begin<TSimd, TVector>(ref start, 0), Begin<TSimd, TVector>(ref start, second));
            var (c00, c10, c20, c30, c40, c50) = (begin0, begin0, begin0, begin0, begin0, begin0);
            var (c01, c11, c21, c31, c41, c51) = (begin1, begin1, begin1, begin1, begin1, begin1);
            for (var k = depth; k != 0; k--)
            {
                var (y0, y1) = (TSimd.Load(in term, 0), TSimd.Load(in term, second));
                var factor = TSimd.Create(x);
                c00 = TSimd.FusedMultiplyAdd(factor, y0, c00);
                c01 = TSimd.FusedMultiplyAdd(factor, y1, c01);
                factor = TSimd.Create(Unsafe.Add(ref x, rowStride));
                c10 = TSimd.FusedMultiplyAdd(factor, y0, c10);
                c11 = TSimd.FusedMultiplyAdd(factor, y1, c11);
                factor = TSimd.Create(Unsafe.Add(ref x, 2 * rowStride));
                c20 = TSimd.FusedMultiplyAdd(factor, y0, c20);
                c21 = TSimd.FusedMultiplyAdd(factor, y1, c21);
                factor = TSimd.Create(Unsafe.Add(ref x, 3 * rowStride));
                c30 = TSimd.FusedMultiplyAdd(factor, y0, c30);
                c31 = TSimd.FusedMultiplyAdd(factor, y1, c31);
                factor = TSimd.Create(Unsafe.Add(ref x, 4 * rowStride));
                c40 = TSimd.FusedMultiplyAdd(factor, y0, c40);
                c41 = TSimd.FusedMultiplyAdd(factor, y1, c41);
                factor = TSimd.Create(Unsafe.Add(ref x, 5 * rowStride));
                c50 = TSimd.FusedMultiplyAdd(factor, y0, c50);
                c51 = TSimd.FusedMultiplyAdd(factor, y1, c51);
                x = ref Unsafe.Add(ref x, stepStride);
                term = ref Unsafe.Add(ref term, columns);
            }

            ref var result = ref Unsafe.Add(ref c, first * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref result, 0);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref result, second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref result, columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref result, columns + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref result, 2 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref result, (2 * columns) + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref result, 3 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref result, (3 * columns) + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c40), ref result, 4 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c41), ref result, (4 * columns) + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c50), ref result, 5 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c51), ref result, (5 * columns) + second);
        }
    }

    /// <summary>The same four rows at a time; where there is but one vector of columns, both are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo<TSimd, TVector, TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, nuint second, ref float start, ref float c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        for (nuint row = 0; row < rows; row += FourRows)
        {
            var first = nuint.Min(row, rows - FourRows);
            ref var x = ref Unsafe.Add(ref a, first * rowStride);
            ref var term = ref b;
            var (begin0, begin1) = (Begin<TSimd, TVector>(ref start, 0), Begin<TSimd, TVector>(ref start, second));
            var (c00, c10, c20, c30) = (begin0, begin0, begin0, begin0);
            var (c01, c11, c21, c31) = (begin1, begin1, begin1, begin1);
            for (var k = depth; k != 0; k--)
            {
                var (y0, y1) = (TSimd.Load(in term, 0), TSimd.Load(in term, second));
                var factor = TSimd.Create(x);
                c00 = TSimd.FusedMultiplyAdd(factor, y0, c00);
                c01 = TSimd.FusedMultiplyAdd(factor, y1, c01);
                factor = TSimd.Create(Unsafe.Add(ref x, rowStride));
                c10 = TSimd.FusedMultiplyAdd(factor, y0, c10);
                c11 = TSimd.FusedMultiplyAdd(factor, y1, c11);
                factor = TSimd.Create(Unsafe.Add(ref x, 2 * rowStride));
                c20 = TSimd.FusedMultiplyAdd(factor, y0, c20);
                c21 = TSimd.FusedMultiplyAdd(factor, y1, c21);
                factor = TSimd.Create(Unsafe.Add(ref x, 3 * rowStride));
                c30 = TSimd.FusedMultiplyAdd(factor, y0, c30);
                c31 = TSimd.FusedMultiplyAdd(factor, y1, c31);
                x = ref Unsafe.Add(ref x, stepStride);
                term = ref Unsafe.Add(ref term, columns);
            }

            ref var result = ref Unsafe.Add(ref c, first * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref result, 0);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref result, second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref result, columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref result, columns + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref result, 2 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref result, (2 * columns) + second);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref result, 3 * columns);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref result, (3 * columns) + second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Begin<TSimd, TVector>(ref float start, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Unsafe.IsNullRef(ref start) ? TSimd.Create(0f) : TSimd.Load(in start, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Offset(ref float start, nuint column) => ref Unsafe.IsNullRef(ref start) ? ref start : ref Unsafe.Add(ref start, column);
}
