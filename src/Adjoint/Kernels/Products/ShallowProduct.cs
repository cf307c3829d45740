using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// A product with few terms whose B is a transpose: the gradient of the input of a layer with few outputs. B is turned as a whole, and one loop goes through all tiles, because with few
/// terms it is what lies around a tile that takes the time. Where columns or rows do not fill the last tile, it overlaps the one before: some results are computed twice, to the same bits.
/// </summary>
internal static class ShallowProduct
{
    /// <summary>The most terms, and the most numbers of B.</summary>
    private const nuint MostTerms = 32, MostNumbers = PanelMemory.MaxTerms * PanelMemory.MaxColumns;

    private const nuint SixRows = 6, FourRows = 4;

    /// <summary>Whether a block of C is to be computed so, with vectors of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(ref readonly Product product, TileRange range, nuint width)
    {
        var columns = range.EndColumn - range.FirstColumn;
        return product.ColumnStride != 1 && product.StepStride == 1 && product.Depth <= MostTerms && Unsafe.IsNullRef(in product.Start)
            && width >= 4 && columns >= 2 * width && columns * product.Depth <= MostNumbers && range.EndRow - range.FirstRow >= FourRows;
    }

    /// <summary>Computes a block of C; there are at least two vectors of columns and four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var (rows, columns) = (range.EndRow - range.FirstRow, range.EndColumn - range.FirstColumn);
        ref var b = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), range.FirstColumn * product.ColumnStride);
        ref var turned = ref PanelMemory.Panel(ref PanelMemory.Start);
        Transpose.Run(columns, product.Depth, ref b, product.ColumnStride, ref turned, columns);
        var tile = new Tile
        {
            A = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), range.FirstRow * product.RowStride),
            RowStride = product.RowStride,
            B = ref turned,
            TermStride = columns,
            C = ref Unsafe.Add(ref product.C, (range.FirstRow * product.Columns) + range.FirstColumn),
            ResultStride = product.Columns,
            Depth = product.Depth,
        };
        // Where A has nothing between its rows, the terms say where they lie: addresses that are computed for every tile take a twentieth of the time.
        switch (product.RowStride == product.Depth ? product.Depth : 0)
        {
            case 1: Columns<TSimd, TVector, TEpilogue, Counts.One>(in tile, rows, columns); break;
            case 2: Columns<TSimd, TVector, TEpilogue, Counts.Two>(in tile, rows, columns); break;
            case 3: Columns<TSimd, TVector, TEpilogue, Counts.Three>(in tile, rows, columns); break;
            case 4: Columns<TSimd, TVector, TEpilogue, Counts.Four>(in tile, rows, columns); break;
            case 5: Columns<TSimd, TVector, TEpilogue, Counts.Five>(in tile, rows, columns); break;
            case 6: Columns<TSimd, TVector, TEpilogue, Counts.Six>(in tile, rows, columns); break;
            case 7: Columns<TSimd, TVector, TEpilogue, Counts.Seven>(in tile, rows, columns); break;
            case 8: Columns<TSimd, TVector, TEpilogue, Counts.Eight>(in tile, rows, columns); break;
            case 9: Columns<TSimd, TVector, TEpilogue, Counts.Nine>(in tile, rows, columns); break;
            case 10: Columns<TSimd, TVector, TEpilogue, Counts.Ten>(in tile, rows, columns); break;
            case 11: Columns<TSimd, TVector, TEpilogue, Counts.Eleven>(in tile, rows, columns); break;
            case 12: Columns<TSimd, TVector, TEpilogue, Counts.Twelve>(in tile, rows, columns); break;
            case 13: Columns<TSimd, TVector, TEpilogue, Counts.Thirteen>(in tile, rows, columns); break;
            case 14: Columns<TSimd, TVector, TEpilogue, Counts.Fourteen>(in tile, rows, columns); break;
            case 15: Columns<TSimd, TVector, TEpilogue, Counts.Fifteen>(in tile, rows, columns); break;
            default: Columns<TSimd, TVector, TEpilogue, Counts.Unknown>(in tile, rows, columns); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TSimd, TVector, TEpilogue, TTerms>(ref readonly Tile tile, nuint rows, nuint columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TTerms : struct, ICount
    {
        // Two vectors that are left after the fours are computed as two.
        var left = columns % (4 * TSimd.Width);
        var fours = !TSimd.ManyRegisters || columns < 4 * TSimd.Width ? 0 : left > 2 * TSimd.Width ? columns : columns - left;
        if (fours != 0)
        {
            Rows<TSimd, TVector, TEpilogue, TTerms, Counts.Four>(in tile, rows, 0, fours);
        }

        if (fours != columns)
        {
            Rows<TSimd, TVector, TEpilogue, TTerms, Counts.Two>(in tile, rows, fours, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TSimd, TVector, TEpilogue, TTerms, TVectors>(ref readonly Tile tile, nuint rows, nuint firstColumn, nuint endColumn)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TTerms : struct, ICount
        where TVectors : struct, ICount
    {
        // Eight rows, or two that are left, are fours rather than a six that computes most of them twice.
        var left = rows % SixRows;
        var sixes = left is 0 or >= FourRows ? rows - left : rows < SixRows ? 0 : rows - left - SixRows;
        Tiles<TSimd, TVector, TEpilogue, TTerms, Counts.Six, TVectors>(in tile, (0, sixes), (firstColumn, endColumn));
        Tiles<TSimd, TVector, TEpilogue, TTerms, Counts.Four, TVectors>(in tile, (sixes, rows), (firstColumn, endColumn));
    }

    /// <summary>Four rows or six by two vectors of columns or four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TSimd, TVector, TEpilogue, TTerms, TRows, TVectors>(ref readonly Tile tile, (nuint First, nuint End) rows, (nuint First, nuint End) columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TTerms : struct, ICount
        where TRows : struct, ICount
        where TVectors : struct, ICount
    {
        var rowStride = TTerms.Value == 0 ? tile.RowStride : (nuint)TTerms.Value;
        var (termStride, resultStride) = (tile.TermStride, tile.ResultStride);
        var (height, width) = ((nuint)TRows.Value, (nuint)TVectors.Value * TSimd.Width);
        for (var row = rows.First; row < rows.End; row += height)
        {
            var top = nuint.Min(row, rows.End - height);
            for (var column = columns.First; column < columns.End; column += width)
            {
                var at = nuint.Min(column, columns.End - width);
                ref var x = ref Unsafe.Add(ref Unsafe.AsRef(in tile.A), top * rowStride);
                ref var b = ref Unsafe.Add(ref Unsafe.AsRef(in tile.B), at);
                var (c00, c01, c02, c03) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                var (c10, c11, c12, c13) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                var (c20, c21, c22, c23) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                var (c30, c31, c32, c33) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                var (c40, c41, c42, c43) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                var (c50, c51, c52, c53) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
                for (var k = tile.Depth; k != 0; k--)
                {
                    var (y0, y1) = (TSimd.Load(in b, 0), TSimd.Load(in b, TSimd.Width));
                    var (y2, y3) = TVectors.Value > 2 ? (TSimd.Load(in b, 2 * TSimd.Width), TSimd.Load(in b, 3 * TSimd.Width)) : (y0, y1);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(x, y0, y1, y2, y3, ref c00, ref c01, ref c02, ref c03);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, rowStride), y0, y1, y2, y3, ref c10, ref c11, ref c12, ref c13);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 2 * rowStride), y0, y1, y2, y3, ref c20, ref c21, ref c22, ref c23);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 3 * rowStride), y0, y1, y2, y3, ref c30, ref c31, ref c32, ref c33);
                    if (TRows.Value > 4)
                    {
                        VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 4 * rowStride), y0, y1, y2, y3, ref c40, ref c41, ref c42, ref c43);
                        VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 5 * rowStride), y0, y1, y2, y3, ref c50, ref c51, ref c52, ref c53);
                    }

                    x = ref Unsafe.Add(ref x, 1);
                    b = ref Unsafe.Add(ref b, termStride);
                }

                ref var c = ref Unsafe.Add(ref tile.C, (top * resultStride) + at);
                VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c00, c01, c02, c03, ref c);
                VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c10, c11, c12, c13, ref Unsafe.Add(ref c, resultStride));
                VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c20, c21, c22, c23, ref Unsafe.Add(ref c, 2 * resultStride));
                VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c30, c31, c32, c33, ref Unsafe.Add(ref c, 3 * resultStride));
                if (TRows.Value > 4)
                {
                    VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c40, c41, c42, c43, ref Unsafe.Add(ref c, 4 * resultStride));
                    VectorsOfRow.Store<TSimd, TVector, TEpilogue, TVectors>(c50, c51, c52, c53, ref Unsafe.Add(ref c, 5 * resultStride));
                }
            }
        }
    }
}
