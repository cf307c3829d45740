using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// The loops around the tiles: blocks of terms, in them blocks of rows, in them panels of columns, so that the rows of A stay in the second-level cache while the panels go by, and
/// a panel of B while the tiles of a block of rows go by. Vectors lie along the columns, and every result has one accumulator, which is stored and read again between
/// blocks of terms: each is the same bits at every width, in every tile and however it is cut.
/// </summary>
internal static class ProductLoop
{
    /// <summary>The most terms of a panel that is read where it lies: 256 KiB, a quarter of the second-level cache of a server core.</summary>
    private const nuint MaxTermsInPlace = 1024;

    /// <summary>Computes a block of C with the widest vectors that its columns fill, or the narrowest that its columns fit in; if it is narrow, with lanes along its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(ref readonly Product product, TileRange range)
        where TEpilogue : struct, IEpilogue
    {
        if (NarrowProduct.Pays(in product, range))
        {
            NarrowProduct.Run<TEpilogue>(in product, range);
            return;
        }

        var columns = range.EndColumn - range.FirstColumn;
        if (Widths.Has512 && columns > Simd256.Width)
        {
            Run<Simd512, Vector512<float>, TEpilogue>(in product, range);
        }
        else if (Widths.Has256 && columns > Simd128.Width)
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
        if (ShallowProduct.Pays(in product, range, TSimd.Width))
        {
            ShallowProduct.Run<TSimd, TVector, TEpilogue>(in product, range);
            return;
        }

        if (OuterProduct.Pays<TEpilogue>(in product, range, TSimd.Width))
        {
            OuterProduct.Run<TSimd, TVector>(in product, range);
            return;
        }

        if (TurnedProduct.Pays(in product, range, TSimd.Width))
        {
            TurnedProduct.Run<TSimd, TVector, TEpilogue>(in product, range);
            return;
        }

        var columns = range.EndColumn - range.FirstColumn;
        var isInPlace = !PanelPacking.Pays<TSimd, TVector>(in product, columns);
        var terms = EvenPart(product.Depth, isInPlace ? MaxTermsInPlace : (nuint)PanelMemory.MaxTerms);
        var packsRows = RowPacking.Pays(in product, columns, terms);
        var rows = RowPacking.Rows(range.EndRow - range.FirstRow, terms, packsRows);
        if (isInPlace || rows >= range.EndRow - range.FirstRow)
        {
            Terms<TSimd, TVector, TEpilogue>(in product, range, terms, rows, packsRows, ref Unsafe.NullRef<float>());
            return;
        }

        // Several blocks of rows go by the same panels.
        columns = EvenPart(columns, PanelMemory.MaxStoredColumns, PanelMemory.MaxColumns);
        for (var column = range.FirstColumn; column < range.EndColumn; column += columns)
        {
            var some = range with { FirstColumn = column, EndColumn = nuint.Min(column + columns, range.EndColumn) };
            Terms<TSimd, TVector, TEpilogue>(in product, some, terms, rows, packsRows, ref PanelMemory.Store);
        }
    }

    /// <summary>Blocks of terms, in them blocks of rows.</summary>
    /// <param name="product">The product.</param>
    /// <param name="range">The block of C.</param>
    /// <param name="terms">Terms of a block.</param>
    /// <param name="rows">Rows of a block.</param>
    /// <param name="packsRows">Whether they are packed.</param>
    /// <param name="store">Where the panels of a block of terms are packed for all blocks of rows; a null reference if each is packed where it is needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Terms<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, nuint terms, nuint rows, bool packsRows, ref float store)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        for (nuint first = 0; first < product.Depth || first == 0; first += terms)
        {
            var some = (first, nuint.Min(terms, product.Depth - first));
            if (!Unsafe.IsNullRef(ref store))
            {
                ProductBlock.PackColumns<TSimd, TVector>(in product, range, some, ref store);
            }

            for (var row = range.FirstRow; row < range.EndRow; row += rows)
            {
                var block = range with { FirstRow = row, EndRow = nuint.Min(row + rows, range.EndRow) };
                if (first + terms < product.Depth)
                {
                    Block<TSimd, TVector, Identity>(in product, block, some, packsRows, ref store);
                }
                else
                {
                    Block<TSimd, TVector, TEpilogue>(in product, block, some, packsRows, ref store);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TSimd, TVector, TEpilogue>(
        ref readonly Product product, TileRange range, (nuint First, nuint Count) terms, bool packs, ref float store)
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

        ProductBlock.Run<TSimd, TVector, TEpilogue>(in product, in rows, ref store);
    }

    /// <summary>How long the parts of something are, if they are all about as long, at most so long, and a multiple of a unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nuint EvenPart(nuint whole, nuint most, nuint unit = 1)
    {
        if (whole <= most)
        {
            return nuint.Max(whole, 1);
        }

        var parts = (whole + most - 1) / most;
        return (((whole + parts - 1) / parts) + unit - 1) / unit * unit;
    }
}
