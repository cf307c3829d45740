using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// One vector of rows, or two, by all columns of a narrow product: lanes lie along the rows. Where A has its rows in memory, four terms of them at a time are turned in registers, between
/// the multiply-adds.
/// </summary>
internal static class NarrowTile
{
    /// <summary>The most columns, with one vector and with two: what 32 registers hold beside four terms of A.</summary>
    public const int MostColumns = 15, MostColumnsOfTwo = 10;

    /// <summary>The terms that are turned at a time.</summary>
    public const int Terms = 4;

    /// <summary>
    /// Computes the transpose of the tile: C[n,m], a row for each column. B is row-major and as wide as C, start[n] is a number for each column, and
    /// at Packed are the last terms of A that do not fill four, turned.
    /// </summary>
    /// <typeparam name="TSimd">The width.</typeparam>
    /// <typeparam name="TVector">Its vectors.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <typeparam name="TVectors">The number of vectors of rows, one or two.</typeparam>
    /// <param name="tile">What is computed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TColumns, TVectors>(ref readonly Tile tile)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TColumns : struct, ICount
        where TVectors : struct, ICount
    {
        ref var a = ref Unsafe.AsRef(in tile.A);
        ref var b = ref Unsafe.AsRef(in tile.B);
        var (left, rowStride, stepStride) = (tile.Depth, tile.RowStride, tile.StepStride);
        ref var start = ref Unsafe.AsRef(in tile.Start);
        var c0 = TSimd.Create(start);
        var c1 = TColumns.Value > 1 ? TSimd.Create(Unsafe.Add(ref start, 1)) : default;
        var c2 = TColumns.Value > 2 ? TSimd.Create(Unsafe.Add(ref start, 2)) : default;
        var c3 = TColumns.Value > 3 ? TSimd.Create(Unsafe.Add(ref start, 3)) : default;
        var c4 = TColumns.Value > 4 ? TSimd.Create(Unsafe.Add(ref start, 4)) : default;
        var c5 = TColumns.Value > 5 ? TSimd.Create(Unsafe.Add(ref start, 5)) : default;
        var c6 = TColumns.Value > 6 ? TSimd.Create(Unsafe.Add(ref start, 6)) : default;
        var c7 = TColumns.Value > 7 ? TSimd.Create(Unsafe.Add(ref start, 7)) : default;
        var c8 = TColumns.Value > 8 ? TSimd.Create(Unsafe.Add(ref start, 8)) : default;
        var c9 = TColumns.Value > 9 ? TSimd.Create(Unsafe.Add(ref start, 9)) : default;
        var c10 = TColumns.Value > 10 ? TSimd.Create(Unsafe.Add(ref start, 10)) : default;
        var c11 = TColumns.Value > 11 ? TSimd.Create(Unsafe.Add(ref start, 11)) : default;
        var c12 = TColumns.Value > 12 ? TSimd.Create(Unsafe.Add(ref start, 12)) : default;
        var c13 = TColumns.Value > 13 ? TSimd.Create(Unsafe.Add(ref start, 13)) : default;
        var c14 = TColumns.Value > 14 ? TSimd.Create(Unsafe.Add(ref start, 14)) : default;
        var (d0, d1, d2, d3, d4) = (c0, c1, c2, c3, c4);
        var (d5, d6, d7, d8, d9) = (c5, c6, c7, c8, c9);
        if (rowStride != 1)
        {
            var strides = new RowStrides(rowStride);
            ref var second = ref Unsafe.Add(ref a, TSimd.Width * rowStride);
            for (; left >= Terms; left -= Terms)
            {
                Transpose.FourColumns<TVector>(ref a, strides, out var x0, out var x1, out var x2, out var x3);
                var (y0, y1, y2, y3) = (x0, x1, x2, x3);
                if (TVectors.Value > 1)
                {
                    Transpose.FourColumns(ref second, strides, out y0, out y1, out y2, out y3);
                    second = ref Unsafe.Add(ref second, Terms);
                }

                Add<TSimd, TVector, TColumns, TVectors>(
                    x0, y0, ref b,
                    ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9, ref c10, ref c11, ref c12, ref c13, ref c14,
                    ref d0, ref d1, ref d2, ref d3, ref d4, ref d5, ref d6, ref d7, ref d8, ref d9);
                Add<TSimd, TVector, TColumns, TVectors>(
                    x1, y1, ref Unsafe.Add(ref b, TColumns.Value),
                    ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9, ref c10, ref c11, ref c12, ref c13, ref c14,
                    ref d0, ref d1, ref d2, ref d3, ref d4, ref d5, ref d6, ref d7, ref d8, ref d9);
                Add<TSimd, TVector, TColumns, TVectors>(
                    x2, y2, ref Unsafe.Add(ref b, 2 * TColumns.Value),
                    ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9, ref c10, ref c11, ref c12, ref c13, ref c14,
                    ref d0, ref d1, ref d2, ref d3, ref d4, ref d5, ref d6, ref d7, ref d8, ref d9);
                Add<TSimd, TVector, TColumns, TVectors>(
                    x3, y3, ref Unsafe.Add(ref b, 3 * TColumns.Value),
                    ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9, ref c10, ref c11, ref c12, ref c13, ref c14,
                    ref d0, ref d1, ref d2, ref d3, ref d4, ref d5, ref d6, ref d7, ref d8, ref d9);
                a = ref Unsafe.Add(ref a, Terms);
                b = ref Unsafe.Add(ref b, Terms * TColumns.Value);
            }

            // Those that are fewer than four are turned already: a call here would keep no sum in its register.
            a = ref tile.Packed;
            stepStride = (nuint)TVectors.Value * TSimd.Width;
        }

        for (; left != 0; left--)
        {
            var x = TSimd.Load(in a, 0);
            Add<TSimd, TVector, TColumns, TVectors>(
                x, TVectors.Value > 1 ? TSimd.Load(in a, TSimd.Width) : x, ref b,
                ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9, ref c10, ref c11, ref c12, ref c13, ref c14,
                ref d0, ref d1, ref d2, ref d3, ref d4, ref d5, ref d6, ref d7, ref d8, ref d9);
            a = ref Unsafe.Add(ref a, stepStride);
            b = ref Unsafe.Add(ref b, TColumns.Value);
        }

        ref var c = ref tile.C;
        Store<TSimd, TVector, TVectors>(c0, d0, ref c, 0);
        if (TColumns.Value > 1)
        {
            Store<TSimd, TVector, TVectors>(c1, d1, ref c, 1);
        }

        if (TColumns.Value > 2)
        {
            Store<TSimd, TVector, TVectors>(c2, d2, ref c, 2);
        }

        if (TColumns.Value > 3)
        {
            Store<TSimd, TVector, TVectors>(c3, d3, ref c, 3);
        }

        if (TColumns.Value > 4)
        {
            Store<TSimd, TVector, TVectors>(c4, d4, ref c, 4);
        }

        if (TColumns.Value > 5)
        {
            Store<TSimd, TVector, TVectors>(c5, d5, ref c, 5);
        }

        if (TColumns.Value > 6)
        {
            Store<TSimd, TVector, TVectors>(c6, d6, ref c, 6);
        }

        if (TColumns.Value > 7)
        {
            Store<TSimd, TVector, TVectors>(c7, d7, ref c, 7);
        }

        if (TColumns.Value > 8)
        {
            Store<TSimd, TVector, TVectors>(c8, d8, ref c, 8);
        }

        if (TColumns.Value > 9)
        {
            Store<TSimd, TVector, TVectors>(c9, d9, ref c, 9);
        }

        if (TColumns.Value > 10)
        {
            TSimd.Store(c10, ref c, 10 * TSimd.Width);
        }

        if (TColumns.Value > 11)
        {
            TSimd.Store(c11, ref c, 11 * TSimd.Width);
        }

        if (TColumns.Value > 12)
        {
            TSimd.Store(c12, ref c, 12 * TSimd.Width);
        }

        if (TColumns.Value > 13)
        {
            TSimd.Store(c13, ref c, 13 * TSimd.Width);
        }

        if (TColumns.Value > 14)
        {
            TSimd.Store(c14, ref c, 14 * TSimd.Width);
        }
    }

    /// <summary>One term: a vector of a column of A, or two, times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector, TColumns, TVectors>(
        TVector x, TVector y, ref float b,
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, ref TVector c4, ref TVector c5, ref TVector c6, ref TVector c7, ref TVector c8, ref TVector c9, ref TVector c10, ref TVector c11, ref TVector c12, ref TVector c13, ref TVector c14,
        ref TVector d0, ref TVector d1, ref TVector d2, ref TVector d3, ref TVector d4, ref TVector d5, ref TVector d6, ref TVector d7, ref TVector d8, ref TVector d9)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TColumns : struct, ICount
        where TVectors : struct, ICount
    {
        Add<TSimd, TVector, TVectors>(x, y, b, ref c0, ref d0);
        if (TColumns.Value > 1)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 1), ref c1, ref d1);
        }

        if (TColumns.Value > 2)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 2), ref c2, ref d2);
        }

        if (TColumns.Value > 3)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 3), ref c3, ref d3);
        }

        if (TColumns.Value > 4)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 4), ref c4, ref d4);
        }

        if (TColumns.Value > 5)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 5), ref c5, ref d5);
        }

        if (TColumns.Value > 6)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 6), ref c6, ref d6);
        }

        if (TColumns.Value > 7)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 7), ref c7, ref d7);
        }

        if (TColumns.Value > 8)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 8), ref c8, ref d8);
        }

        if (TColumns.Value > 9)
        {
            Add<TSimd, TVector, TVectors>(x, y, Unsafe.Add(ref b, 9), ref c9, ref d9);
        }

        if (TColumns.Value > 10)
        {
            c10 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 10)), c10);
        }

        if (TColumns.Value > 11)
        {
            c11 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 11)), c11);
        }

        if (TColumns.Value > 12)
        {
            c12 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 12)), c12);
        }

        if (TColumns.Value > 13)
        {
            c13 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 13)), c13);
        }

        if (TColumns.Value > 14)
        {
            c14 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 14)), c14);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector, TVectors>(TVector x, TVector y, float b, ref TVector c, ref TVector d)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        var factor = TSimd.Create(b);
        c = TSimd.FusedMultiplyAdd(x, factor, c);
        if (TVectors.Value > 1)
        {
            d = TSimd.FusedMultiplyAdd(y, factor, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSimd, TVector, TVectors>(TVector c, TVector d, ref float sums, int column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        var lanes = (nuint)TVectors.Value * TSimd.Width;
        TSimd.Store(c, ref sums, (nuint)column * lanes);
        if (TVectors.Value > 1)
        {
            TSimd.Store(d, ref sums, ((nuint)column * lanes) + TSimd.Width);
        }
    }
}
