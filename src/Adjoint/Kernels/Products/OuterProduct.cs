using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// A product whose A is a transpose, the gradient of a weight: C is a sum of outer products, one of a row of x and a row of dy for each row of the batch. What a tile needs of a term lies side by side, so A is
/// read where it lies. The panels have few terms, so that beside one there is room for the lines of A in the first-level cache. Where rows or columns do not fill the last tile, it overlaps
/// the one before: some results are computed twice, to the same bits.
/// </summary>
internal static class OuterProduct
{
    /// <summary>The most terms of a panel: of four vectors it takes half a first-level cache.</summary>
    private const nuint PanelTerms = 64;

    /// <summary>The most numbers of B: more are read too slowly to be packed again for each block of rows.</summary>
    private const nuint MostNumbers = 256 * 1024;

    /// <summary>The most rows whose sums stay in the second-level cache from panel to panel of terms; the same where A is copied, too.</summary>
    private const nuint BlockRows = 264, CopiedRows = 144;

    /// <summary>Rows of A that are a multiple of so many floats apart fall into few cache sets.</summary>
    private const nuint FewSets = 64;

    /// <summary>From as many columns on, copying such rows costs less than it saves.</summary>
    private const nuint ColumnsThatCopy = 128;

    /// <summary>From as many rows on, packing a panel costs less than it saves.</summary>
    private const nuint RowsThatPack = 12;

    /// <summary>Whether a block of C is to be computed so, with vectors of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays<TEpilogue>(ref readonly Product product, TileRange range, nuint width)
        where TEpilogue : struct, IEpilogue
    {
        var columns = range.EndColumn - range.FirstColumn;
        return typeof(TEpilogue) == typeof(Identity) && product.RowStride == 1 && product.ColumnStride == 1 && Unsafe.IsNullRef(in product.Start)
            && product.Depth is > 0 and <= PanelMemory.MaxTerms && columns * product.Depth <= MostNumbers
            && width >= 4 && columns >= 2 * width && range.EndRow - range.FirstRow >= OuterTiles.Height;
    }

    /// <summary>Computes a block of C; there are at least two vectors of columns and the rows of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var rows = range.EndRow - range.FirstRow;
        var copies = product.StepStride % FewSets == 0 && range.EndColumn - range.FirstColumn >= ColumnsThatCopy;
        var most = copies ? nuint.Min(CopiedRows, (PanelMemory.MaxBlock / product.Depth) - (3 * Prefetch.Line)) : product.Depth > PanelTerms ? BlockRows : rows;
        var part = ProductLoop.EvenPart(rows, most, OuterTiles.Height);
        for (var row = range.FirstRow; row < range.EndRow; row += part)
        {
            var first = nuint.Min(row, range.EndRow - OuterTiles.Height);
            var block = new RowBlock
            {
                Range = range with { FirstRow = first, EndRow = nuint.Min(row + part, range.EndRow) },
                Terms = product.Depth,
                A = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), first),
                StepStride = product.StepStride,
            };
            if (copies)
            {
                Copy(ref block);
            }

            Columns<TSimd, TVector>(in product, in block);
        }
    }

    /// <summary>Copies the rows of A in memory: an odd number of lines apart, they fall into all sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ref RowBlock block)
    {
        ref var copy = ref PanelMemory.Block;
        var rows = block.Range.EndRow - block.Range.FirstRow;
        var stride = (((rows + Prefetch.Line - 1) / Prefetch.Line) | 1) * Prefetch.Line;
        for (nuint term = 0; term < block.Terms; term++)
        {
            ShortCopy.Run(ref Unsafe.Add(ref block.A, term * block.StepStride), ref Unsafe.Add(ref copy, term * stride), rows);
        }

        block.A = ref copy;
        block.StepStride = stride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TSimd, TVector>(ref readonly Product product, ref readonly RowBlock block)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (columns, end) = (block.Range.EndColumn - block.Range.FirstColumn, block.Range.EndColumn);
        // Two vectors that are left after the fours are computed as two.
        var left = columns % (4 * TSimd.Width);
        var fours = !TSimd.ManyRegisters || columns < 4 * TSimd.Width ? 0 : left > 2 * TSimd.Width ? columns : columns - left;
        var column = block.Range.FirstColumn;
        for (var endFours = column + fours; column < endFours; column += 4 * TSimd.Width)
        {
            Panel<TSimd, TVector, Counts.Four>(in product, in block, nuint.Min(column, end - (4 * TSimd.Width)));
        }

        for (; column < end; column += 2 * TSimd.Width)
        {
            Panel<TSimd, TVector, Counts.Two>(in product, in block, nuint.Min(column, end - (2 * TSimd.Width)));
        }
    }

    /// <summary>All terms of two vectors of columns or four: panel after panel of terms, so that the sums of a block are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TSimd, TVector, TVectors>(ref readonly Product product, ref readonly RowBlock block, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        var (width, rows) = ((nuint)TVectors.Value * TSimd.Width, block.Range.EndRow - block.Range.FirstRow);
        var tiles = rows / OuterTiles.Height;
        var packs = rows >= RowsThatPack && product.TermStride != width;
        ref var packed = ref PanelMemory.Panel(ref PanelMemory.Start);
        ref var b = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);
        ref var c = ref Unsafe.Add(ref product.C, (block.Range.FirstRow * product.Columns) + column);
        var terms = ProductLoop.EvenPart(block.Terms, PanelTerms);
        for (nuint first = 0; first < block.Terms; first += terms)
        {
            var tile = new Tile
            {
                A = ref Unsafe.Add(ref block.A, first * block.StepStride),
                StepStride = block.StepStride,
                B = ref Unsafe.Add(ref b, first * product.TermStride),
                TermStride = product.TermStride,
                Packed = ref packed,
                C = ref c,
                ResultStride = product.Columns,
                Depth = nuint.Min(terms, block.Terms - first),
            };
            if (!packs)
            {
                OuterTiles.Run<TSimd, TVector, TVectors, FarPanel>(in tile, tiles, first != 0);
                continue;
            }

            OuterTiles.Run<TSimd, TVector, TVectors, PackingPanel>(in tile, 1, first != 0);
            tile.A = ref Unsafe.Add(ref Unsafe.AsRef(in tile.A), OuterTiles.Height);
            tile.B = ref packed;
            tile.TermStride = width;
            tile.C = ref Unsafe.Add(ref c, OuterTiles.Height * product.Columns);
            OuterTiles.Run<TSimd, TVector, TVectors, NearPanel>(in tile, tiles - 1, first != 0);
        }

        if (rows != tiles * OuterTiles.Height)
        {
            // From the first term to the last, because it begins again what others have finished.
            var above = rows - OuterTiles.Height;
            var tile = new Tile
            {
                A = ref Unsafe.Add(ref block.A, above),
                StepStride = block.StepStride,
                B = ref b,
                TermStride = product.TermStride,
                C = ref Unsafe.Add(ref c, above * product.Columns),
                ResultStride = product.Columns,
                Depth = block.Terms,
            };
            OuterTiles.Run<TSimd, TVector, TVectors, FarPanel>(in tile, 1, continues: false);
        }
    }
}
