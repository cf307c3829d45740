using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// The loops around the tiles: blocks of rows, in them blocks of terms, in them panels of columns, so that the rows of A stay in the second-level cache while the panels go by, and
/// a panel of B while the tiles of a block of rows go by. Vectors lie along the columns, and every result has one accumulator, which is stored and read again between
/// blocks of terms: each is the same bits at every width, in every tile and however it is cut.
/// </summary>
internal static class ProductLoop
{
    /// <summary>Computes a block of C with the widest vectors that its columns fill, or the narrowest that its columns fit in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(ref readonly Product product, TileRange range)
        where TEpilogue : struct, IEpilogue
    {
        var (rows, columns) = (range.EndRow - range.FirstRow, range.EndColumn - range.FirstColumn);
        // Lanes lie along the rows of a narrow product, if there are enough of them.
        var lanes = nuint.Max(columns, rows);
        if (Widths.Has512 && lanes > Simd256.Width)
        {
            Run<Simd512, Vector512<float>, TEpilogue>(in product, range);
        }
        else if (Widths.Has256 && lanes > Simd128.Width)
        {
            Run<Simd256, Vector256<float>, TEpilogue>(in product, range);
        }
        else
        {
            Run<Simd128, Vector128<float>, TEpilogue>(in product, range);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        if (TurnedProduct.Pays(in product, range, TSimd.Width))
        {
            TurnedProduct.Run<TSimd, TVector, TEpilogue>(in product, range);
            return;
        }

        var terms = product.Depth <= PanelMemory.MaxTerms ? product.Depth : EvenPart(product.Depth, PanelMemory.MaxTerms);
        var packs = RowPacking.Pays(in product, range.EndColumn - range.FirstColumn, terms);
        var rows = RowPacking.Rows(range.EndRow - range.FirstRow, terms, packs);
        for (var row = range.FirstRow; row < range.EndRow; row += rows)
        {
            var block = range with { FirstRow = row, EndRow = nuint.Min(row + rows, range.EndRow) };
            nuint first = 0;
            for (; first + terms < product.Depth; first += terms)
            {
                Block<TSimd, TVector, Identity>(in product, block, (first, terms), packs);
            }

            Block<TSimd, TVector, TEpilogue>(in product, block, (first, product.Depth - first), packs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, (nuint First, nuint Count) terms, bool packs)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var rows = new RowBlock
        {
            Range = range,
            First = terms.First,
            Terms = terms.Count,
            A = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), (range.FirstRow * product.RowStride) + (terms.First * product.StepStride)),
            RowStride = product.RowStride,
            StepStride = product.StepStride,
        };
        if (packs)
        {
            ref var packed = ref PanelMemory.Block;
            RowPacking.Pack(in rows, ref packed);
            rows.A = ref packed;
            rows.RowStride = terms.Count + RowPacking.Gap;
            rows.StepStride = 1;
        }

        ProductBlock.Run<TSimd, TVector, TEpilogue>(in product, in rows);
    }

    /// <summary>How long the parts of something are, if they are all about as long and at most so long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nuint EvenPart(nuint whole, nuint most)
    {
        var parts = (whole + most - 1) / most;
        return (whole + parts - 1) / parts;
    }
}
