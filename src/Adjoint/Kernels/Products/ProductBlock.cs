using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>A block of C, and some of the terms of its sums: the panels of columns, and the tiles that go down each.</summary>
internal static class ProductBlock
{
    /// <summary>From as many rows on, packing a panel costs less than it saves.</summary>
    private const nuint RowsThatPack = 12;

    /// <summary>From as many terms on, a tile takes long enough for the results of the next to arrive.</summary>
    private const nuint TermsThatFetch = 128;

    /// <summary>From as many numbers on, half of a first-level cache, a panel that is read where it lies is in another when the next tile comes.</summary>
    private const nuint FarFrom = 8192;

    /// <summary>Packs all columns of some terms, panel after panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackColumns<TSimd, TVector>(ref readonly Product product, TileRange range, (nuint First, nuint Count) terms, ref float store)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var column = range.FirstColumn; column < range.EndColumn;)
        {
            var panel = PanelAt<TSimd, TVector>(in product, column, range.EndColumn, terms.First);
            PanelPacking.Pack<TSimd, TVector>(in panel, terms.Count, product.ColumnStride, ref store);
            store = ref Unsafe.Add(ref store, terms.Count * panel.Width);
            column += panel.Columns;
        }
    }

    /// <summary>Adds terms first ... first + terms - 1 to what the earlier ones came to, panel by panel.</summary>
    /// <param name="product">The product.</param>
    /// <param name="rows">The rows and the terms.</param>
    /// <param name="store">All panels of these terms, if they were packed before; else a null reference.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, ref readonly RowBlock rows, ref float store)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var range = rows.Range;
        ref var memory = ref PanelMemory.Start;
        var packs = PanelPacking.Pays<TSimd, TVector>(in product, range.EndColumn - range.FirstColumn);
        for (var column = range.FirstColumn; column < range.EndColumn;)
        {
            var panel = PanelAt<TSimd, TVector>(in product, column, range.EndColumn, rows.First);
            panel.Start = ref memory;
            panel.Overhang = ref PanelMemory.Overhang(ref memory);
            ref var packed = ref PanelMemory.Panel(ref memory);
            if (!Unsafe.IsNullRef(ref store))
            {
                panel.B = ref store;
                panel.TermStride = panel.Width;
                panel.IsFar = true;
                store = ref Unsafe.Add(ref store, rows.Terms * panel.Width);
            }
            else if (panel.Columns < panel.Width || product.ColumnStride != 1)
            {
                PanelPacking.Pack<TSimd, TVector>(in panel, rows.Terms, product.ColumnStride, ref packed);
                panel.B = ref packed;
                panel.TermStride = panel.Width;
            }
            else if (packs && range.EndRow - range.FirstRow >= RowsThatPack)
            {
                panel.Packed = ref packed;
            }
            else
            {
                panel.IsFar = rows.Terms * panel.Width >= FarFrom;
            }

            if (rows.First == 0)
            {
                PanelPacking.Start<TSimd, TVector>(in product, in panel);
            }

            Tiles<TSimd, TVector, TEpilogue>(in product, in rows, in panel);
            column += panel.Columns;
        }
    }

    /// <summary>The panel that begins at a column, as it lies in B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Panel PanelAt<TSimd, TVector>(ref readonly Product product, nuint column, nuint end, nuint firstTerm)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var remaining = end - column;
        // Three vectors are two and one: a fourth of zeros would cost more.
        nuint vectors = TSimd.ManyRegisters && remaining > 3 * TSimd.Width ? 4u : remaining > TSimd.Width ? 2u : 1u;
        return new()
        {
            Column = column,
            Columns = nuint.Min(vectors * TSimd.Width, remaining),
            Vectors = vectors,
            Width = vectors * TSimd.Width,
            B = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), (firstTerm * product.TermStride) + (column * product.ColumnStride)),
            TermStride = product.TermStride,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TSimd, TVector, TEpilogue>(ref readonly Product product, ref readonly RowBlock block, ref readonly Panel panel)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var range = block.Range;
        var excess = panel.Width - panel.Columns;
        // Where a panel is as wide as C, a row's last vector may reach into the rows below: they are stored afterwards. Not while sums are kept there.
        var reach = panel.Columns == product.Columns && block.First == 0 ? excess : 0;
        var tile = new Tile
        {
            RowStride = block.RowStride,
            StepStride = block.StepStride,
            B = ref panel.B,
            TermStride = panel.TermStride,
            Packed = ref panel.Packed,
            Start = ref panel.Start,
            C = ref panel.Overhang,
            Depth = block.Terms,
        };
        var packs = !Unsafe.IsNullRef(ref panel.Packed);
        nuint rows;
        for (var row = range.FirstRow; row < range.EndRow; row += rows)
        {
            rows = TileChoice.Rows(panel.Vectors, range.EndRow - row);
            var overhangs = excess != 0 && (reach == 0 || (range.EndRow - row - rows) * product.Columns < reach);
            var resultStride = overhangs ? panel.Width : product.Columns;
            ref var target = ref Unsafe.Add(ref product.C, (row * product.Columns) + panel.Column);
            ref var result = ref overhangs ? ref panel.Overhang : ref target;
            if (overhangs && block.First != 0)
            {
                Copy(rows, panel.Columns, ref target, product.Columns, ref result, resultStride);
            }

            tile.A = ref Unsafe.Add(ref block.A, (row - range.FirstRow) * block.RowStride);
            tile.C = ref result;
            tile.ResultStride = resultStride;
            if (block.First != 0)
            {
                tile.Start = ref result;
                tile.StartStride = resultStride;
            }

            if (block.Terms >= TermsThatFetch)
            {
                Fetch(rows, panel.Columns, ref Unsafe.Add(ref target, rows * product.Columns), product.Columns);
            }

            if (packs)
            {
                TileChoice.Run<TSimd, TVector, TEpilogue, PackingPanel>(in tile, panel.Vectors, rows);
                tile.B = ref panel.Packed;
                tile.TermStride = panel.Width;
                packs = false;
            }
            else if (panel.IsFar)
            {
                TileChoice.Run<TSimd, TVector, TEpilogue, FarPanel>(in tile, panel.Vectors, rows);
            }
            else
            {
                TileChoice.Run<TSimd, TVector, TEpilogue, NearPanel>(in tile, panel.Vectors, rows);
            }

            if (overhangs)
            {
                Copy(rows, panel.Columns, ref result, resultStride, ref target, product.Columns);
            }
        }
    }

    /// <summary>Fetches the results of the next tile while this one is computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(nuint rows, nuint columns, ref float results, nuint stride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            for (nuint n = 0; n < columns; n += Prefetch.Line)
            {
                Prefetch.Run(ref Unsafe.Add(ref results, n));
            }

            results = ref Unsafe.Add(ref results, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(nuint rows, nuint columns, ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ShortCopy.Run(ref Unsafe.Add(ref source, row * sourceStride), ref Unsafe.Add(ref target, row * targetStride), columns);
        }
    }
}
