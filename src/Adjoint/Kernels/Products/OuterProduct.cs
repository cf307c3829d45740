using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// A product whose A is a transpose, the gradient of a weight: C is a sum of outer products, one of a row of x and a row of dy for each row of the batch. What a tile needs of a term lies side by side, so A is
/// read where it lies. The panels have few terms, so that beside one there is room for the lines of A in the first-level cache. Where rows or columns do not fill the last tile, it overlaps
/// the one before: some results are computed twice, to the same bits.
/// </summary>
internal static class OuterProduct
{
    /// <summary>The most terms of a product: 512 were slower so than in blocks of terms with rows of A that are packed.</summary>
    private const nuint MostTerms = 256;

    /// <summary>The most terms of a panel: of four vectors it takes half a first-level cache.</summary>
    private const nuint PanelTerms = 64;

    /// <summary>The most numbers of B: more are read too slowly to be packed again for each block of rows.</summary>
    private const nuint MostNumbers = 256 * 1024;

    /// <summary>The most numbers of C, 2 MiB, that are not worth fetching.</summary>
    private const nuint MostNearResults = 512 * 1024;

    /// <summary>The most rows whose sums stay in the second-level cache from panel to panel of terms; the same where A is copied, too.</summary>
    private const nuint BlockRows = 264, CopiedRows = 144;

    /// <summary>Rows of A that are a multiple of so many floats apart fall into few cache sets.</summary>
    private const nuint FewSets = 64;

    /// <summary>From as many columns on, copying such rows costs less than it saves.</summary>
    private const nuint ColumnsThatCopy = 128;

    private const nuint SixRows = 6, FourRows = 4;

    /// <summary>From as many rows on, packing a panel costs less than it saves.</summary>
    private const nuint RowsThatPack = 12;

    /// <summary>Whether a block of C is to be computed so, with vectors of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays<TEpilogue>(ref readonly Product product, TileRange range, nuint width)
        where TEpilogue : struct, IEpilogue
    {
        var columns = range.EndColumn - range.FirstColumn;
        return typeof(TEpilogue) == typeof(Identity) && product.RowStride == 1 && product.ColumnStride == 1 && Unsafe.IsNullRef(in product.Start)
            && product.Depth is > 0 and <= MostTerms && columns * product.Depth <= MostNumbers
            && width >= 4 && columns >= 2 * width && range.EndRow - range.FirstRow >= SixRows;
    }

    /// <summary>Computes a block of C; there are at least two vectors of columns and the rows of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (product.Rows * product.Columns > MostNearResults)
        {
            Rows<TSimd, TVector, FarResults>(in product, range);
        }
        else
        {
            Rows<TSimd, TVector, NearResults>(in product, range);
        }
    }

    /// <summary>Blocks of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TSimd, TVector, TResults>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TResults : struct, IResults
    {
        var rows = range.EndRow - range.FirstRow;
        var copies = product.StepStride % FewSets == 0 && range.EndColumn - range.FirstColumn >= ColumnsThatCopy;
        var most = copies ? nuint.Min(CopiedRows, (PanelMemory.MaxBlock / product.Depth) - (3 * Prefetch.Line)) : product.Depth > PanelTerms ? BlockRows : rows;
        var part = ProductLoop.EvenPart(rows, most, SixRows);
        for (var row = range.FirstRow; row < range.EndRow; row += part)
        {
            var first = nuint.Min(row, range.EndRow - SixRows);
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

            Columns<TSimd, TVector, TResults>(in product, in block);
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
    private static void Columns<TSimd, TVector, TResults>(ref readonly Product product, ref readonly RowBlock block)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TResults : struct, IResults
    {
        var (columns, end) = (block.Range.EndColumn - block.Range.FirstColumn, block.Range.EndColumn);
        // Two vectors that are left after the fours are computed as two.
        var left = columns % (4 * TSimd.Width);
        var fours = !TSimd.ManyRegisters || columns < 4 * TSimd.Width ? 0 : left > 2 * TSimd.Width ? columns : columns - left;
        var column = block.Range.FirstColumn;
        for (var endFours = column + fours; column < endFours; column += 4 * TSimd.Width)
        {
            Panel<TSimd, TVector, Counts.Four, TResults>(in product, in block, nuint.Min(column, end - (4 * TSimd.Width)));
        }

        for (; column < end; column += 2 * TSimd.Width)
        {
            Panel<TSimd, TVector, Counts.Two, TResults>(in product, in block, nuint.Min(column, end - (2 * TSimd.Width)));
        }
    }

    /// <summary>All terms of two vectors of columns or four: panel after panel of terms, so that the sums of a block are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TSimd, TVector, TVectors, TResults>(ref readonly Product product, ref readonly RowBlock block, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
        where TResults : struct, IResults
    {
        var (width, rows) = ((nuint)TVectors.Value * TSimd.Width, block.Range.EndRow - block.Range.FirstRow);
        // Eight rows, or two that are left, are fours.
        nuint fours = (rows % SixRows) switch { 2 => 2, 4 or 5 => 1, _ => 0 };
        var sixes = (rows - (fours * FourRows)) / SixRows;
        var isPacked = product.TermStride == width;
        var packs = !isPacked && rows >= RowsThatPack;
        ref var packed = ref PanelMemory.Panel(ref PanelMemory.Start);
        var tile = new Tile
        {
            StepStride = block.StepStride,
            Packed = ref packed,
            ResultStride = product.Columns,
        };
        ref var b = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);
        ref var c = ref Unsafe.Add(ref product.C, (block.Range.FirstRow * product.Columns) + column);
        var terms = ProductLoop.EvenPart(block.Terms, PanelTerms);
        for (nuint first = 0; first < block.Terms; first += terms)
        {
            tile.A = ref Unsafe.Add(ref block.A, first * block.StepStride);
            tile.B = ref Unsafe.Add(ref b, first * product.TermStride);
            tile.TermStride = product.TermStride;
            tile.C = ref c;
            tile.Depth = nuint.Min(terms, block.Terms - first);
            if (packs)
            {
                OuterTiles.Run<TSimd, TVector, Counts.Six, TVectors, PackingPanel, TResults>(in tile, 1, first != 0);
                tile.A = ref Unsafe.Add(ref Unsafe.AsRef(in tile.A), SixRows);
                tile.B = ref packed;
                tile.TermStride = width;
                tile.C = ref Unsafe.Add(ref c, SixRows * product.Columns);
                Down<TSimd, TVector, TVectors, NearPanel, TResults>(ref tile, (sixes - 1, fours), first != 0);
            }
            else if (isPacked)
            {
                Down<TSimd, TVector, TVectors, NearPanel, TResults>(ref tile, (sixes, fours), first != 0);
            }
            else
            {
                Down<TSimd, TVector, TVectors, FarPanel, TResults>(ref tile, (sixes, fours), first != 0);
            }
        }

        if (rows != (sixes * SixRows) + (fours * FourRows))
        {
            // From the first term to the last, because it begins again what is finished.
            tile.A = ref Unsafe.Add(ref block.A, rows - FourRows);
            tile.B = ref b;
            tile.TermStride = product.TermStride;
            tile.C = ref Unsafe.Add(ref c, (rows - FourRows) * product.Columns);
            tile.Depth = block.Terms;
            OuterTiles.Run<TSimd, TVector, Counts.Four, TVectors, FarPanel, TResults>(in tile, 1, continues: false);
        }
    }

    /// <summary>Tiles of six rows, then of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Down<TSimd, TVector, TVectors, TPanel, TResults>(ref Tile tile, (nuint Sixes, nuint Fours) count, bool continues)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
        where TPanel : struct, IPanel
        where TResults : struct, IResults
    {
        OuterTiles.Run<TSimd, TVector, Counts.Six, TVectors, TPanel, TResults>(in tile, count.Sixes, continues);
        if (count.Fours != 0)
        {
            tile.A = ref Unsafe.Add(ref Unsafe.AsRef(in tile.A), count.Sixes * SixRows);
            tile.C = ref Unsafe.Add(ref tile.C, count.Sixes * SixRows * tile.ResultStride);
            OuterTiles.Run<TSimd, TVector, Counts.Four, TVectors, TPanel, TResults>(in tile, count.Fours, continues);
        }
    }
}
