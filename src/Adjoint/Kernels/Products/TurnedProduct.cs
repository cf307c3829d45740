using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A product whose lanes lie along the rows of C: Cᵀ = Bᵀ · Aᵀ is computed in panels, with the same sums and therefore the same bits, and turned back while it is stored. It is the way of
/// products with a transposed B that is larger than A and C together, which are turned in its place.
/// </summary>
internal static class TurnedProduct
{
    /// <summary>The most columns whose sums are kept at a time.</summary>
    private const nuint MaxColumns = PanelMemory.MaxRows;

    /// <summary>Whether a block of C is to be computed so, with vectors of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(ref readonly Product product, TileRange range, nuint width)
    {
        var (rows, columns) = (range.EndRow - range.FirstRow, range.EndColumn - range.FirstColumn);
        // Rows that do not fill their vectors would be computed for nothing, and sums of more terms than a panel has would be packed once more for each block of columns.
        return product.ColumnStride != 1 && rows % width == 0 && product.Depth <= PanelMemory.MaxTerms && rows * (columns + product.Depth) < columns * product.Depth;
    }

    /// <summary>Computes a block of C, with at most so many terms as a panel has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        nuint lanes;
        for (var row = range.FirstRow; row < range.EndRow; row += lanes)
        {
            var remaining = range.EndRow - row;
            nuint vectors = TSimd.ManyRegisters && remaining > 2 * TSimd.Width ? 4u : remaining > TSimd.Width ? 2u : 1u;
            lanes = nuint.Min(vectors * TSimd.Width, remaining);
            RowsOfPanel<TSimd, TVector, TEpilogue>(in product, range with { FirstRow = row }, vectors, lanes);
        }
    }

    /// <summary>The first rows of a block of C, as many as lanes are used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowsOfPanel<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, nuint vectors, nuint lanes)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        ref var memory = ref PanelMemory.Start;
        ref var sums = ref PanelMemory.Overhang(ref memory);
        ref var packed = ref PanelMemory.Panel(ref memory);
        var width = vectors * TSimd.Width;
        var panel = new Panel
        {
            Columns = lanes,
            Vectors = vectors,
            Width = width,
            B = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), range.FirstRow * product.RowStride),
            TermStride = product.StepStride,
        };
        if (product.RowStride != 1 || lanes != width)
        {
            PanelPacking.Pack<TSimd, TVector>(in panel, product.Depth, product.RowStride, ref packed);
            panel.B = ref packed;
            panel.TermStride = width;
        }

        // The last columns first: what is stored beside them falls where others are stored afterwards.
        for (var end = range.EndColumn; end > range.FirstColumn;)
        {
            var columns = ((end - range.FirstColumn - 1) % MaxColumns) + 1;
            end -= columns;
            Begin<TSimd, TVector>(in product, (end, columns), width, ref sums);
            Tiles<TSimd, TVector, TEpilogue>(in product, in panel, (end, columns), ref sums);
            TurnBack(in product, range, (end, columns), ref sums, width, lanes);
        }
    }

    /// <summary>Puts what the sums begin at into every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<TSimd, TVector>(ref readonly Product product, (nuint First, nuint Count) columns, nuint width, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint column = 0; column < columns.Count; column++)
        {
            var start = TSimd.Create(Unsafe.IsNullRef(in product.Start) ? 0f : Unsafe.Add(ref Unsafe.AsRef(in product.Start), columns.First + column));
            for (nuint lane = 0; lane < width; lane += TSimd.Width)
            {
                TSimd.Store(start, ref sums, (column * width) + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TSimd, TVector, TEpilogue>(
        ref readonly Product product, ref readonly Panel panel, (nuint First, nuint Count) columns, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        nuint height;
        for (nuint column = 0; column < columns.Count; column += height)
        {
            height = TileChoice.Rows(panel.Vectors, columns.Count - column);
            ref var result = ref Unsafe.Add(ref sums, column * panel.Width);
            var tile = new Tile
            {
                A = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), (columns.First + column) * product.ColumnStride),
                RowStride = product.ColumnStride,
                StepStride = product.TermStride,
                B = ref panel.B,
                TermStride = panel.TermStride,
                Start = ref result,
                StartStride = panel.Width,
                C = ref result,
                ResultStride = panel.Width,
                Depth = product.Depth,
            };
            TileChoice.Run<TSimd, TVector, TEpilogue, NearPanel>(in tile, panel.Vectors, height);
        }
    }

    /// <summary>Stores the transpose of the sums in rows of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBack(ref readonly Product product, TileRange range, (nuint First, nuint Count) columns, ref float sums, nuint width, nuint rows)
    {
        ref var target = ref Unsafe.Add(ref product.C, (range.FirstRow * product.Columns) + columns.First);
        // Beside a part of the columns lie another's.
        var isWhole = range.EndColumn - range.FirstColumn == product.Columns;
        var safe = isWhole ? Transpose.SafeRows(rows, product.Columns, range.EndRow - range.FirstRow) : 0;
        Transpose.Back(ref sums, width, rows, columns.Count, ref target, product.Columns, safe);
    }
}
