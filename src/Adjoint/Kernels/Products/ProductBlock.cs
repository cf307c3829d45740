using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>A block of C, and some of the terms of its sums: the panels of columns, and the tiles that go down each.</summary>
internal static class ProductBlock
{
    /// <summary>From as many rows on, packing a panel costs less than it saves.</summary>
    private const nuint RowsThatPack = 12;

    /// <summary>From as many terms on, a tile takes long enough for the results of the next to arrive.</summary>
    private const nuint TermsThatFetch = 128;

    /// <summary>Adds terms first ... first + terms - 1 to what the earlier ones came to, panel by panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, ref readonly RowBlock rows)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var range = rows.Range;
        ref var memory = ref PanelMemory.Start;
        for (var column = range.FirstColumn; column < range.EndColumn;)
        {
            var remaining = range.EndColumn - column;
            // Three vectors are two and one: a fourth of zeros would cost more.
            nuint vectors = TSimd.ManyRegisters && remaining > 3 * TSimd.Width ? 4u : remaining > TSimd.Width ? 2u : 1u;
            var panel = new Panel
            {
                Column = column,
                Columns = nuint.Min(vectors * TSimd.Width, remaining),
                Vectors = vectors,
                Width = vectors * TSimd.Width,
                B = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), (rows.First * product.TermStride) + (column * product.ColumnStride)),
                TermStride = product.TermStride,
                Start = ref memory,
                Overhang = ref PanelMemory.Overhang(ref memory),
            };
            ref var packed = ref PanelMemory.Panel(ref memory);
            if (panel.Columns < panel.Width || product.ColumnStride != 1)
            {
                PanelPacking.Pack<TSimd, TVector>(in panel, rows.Terms, product.ColumnStride, ref packed);
                panel.B = ref packed;
                panel.TermStride = panel.Width;
            }
            else if (range.EndRow - range.FirstRow >= RowsThatPack)
            {
                panel.Packed = ref packed;
            }

            if (rows.First == 0)
            {
                PanelPacking.Start<TSimd, TVector>(in product, in panel);
            }

            Tiles<TSimd, TVector, TEpilogue>(in product, in rows, in panel);
            column += panel.Columns;
        }
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
                TileChoice.Run<TSimd, TVector, TEpilogue, UnpackedPanel>(in tile, panel.Vectors, rows);
                tile.B = ref panel.Packed;
                tile.TermStride = panel.Width;
                packs = false;
            }
            else
            {
                TileChoice.Run<TSimd, TVector, TEpilogue, PackedPanel>(in tile, panel.Vectors, rows);
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
