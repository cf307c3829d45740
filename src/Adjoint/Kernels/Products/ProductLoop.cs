using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// The loops around the tiles: panels of columns outside, so that a panel of B stays in the cache while the rows of A go by. Vectors lie along the columns and every
/// result has one accumulator, so each is the same bits at every width and in every tile.
/// </summary>
internal static class ProductLoop
{
    /// <summary>Computes a block of C with the widest vectors that its columns fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(ref readonly Product product, TileRange range)
        where TEpilogue : struct, IEpilogue
    {
        var columns = range.EndColumn - range.FirstColumn;
        if (Widths.Has512 && columns >= Simd512.Width)
        {
            Run<Simd512, Vector512<float>, TEpilogue>(in product, range);
        }
        else if (Widths.Has256 && columns >= Simd256.Width)
        {
            Run<Simd256, Vector256<float>, TEpilogue>(in product, range);
        }
        else if (columns >= Simd128.Width)
        {
            Run<Simd128, Vector128<float>, TEpilogue>(in product, range);
        }
        else
        {
            Run<Simd1, float, TEpilogue>(in product, range);
        }
    }

    /// <summary>The same at a given width, which may not exceed the number of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var width = TSimd.Width;
        // Where the columns do not fill the last vector, it begins earlier, so that it ends with them.
        var last = range.EndColumn - width;
        var column = range.FirstColumn;
        while (column < range.EndColumn)
        {
            var remaining = range.EndColumn - column;
            if (TSimd.ManyRegisters && remaining > 2 * width)
            {
                var (second, third, fourth) = (column + width, nuint.Min(column + (2 * width), last), nuint.Min(column + (3 * width), last));
                PanelOf4<TSimd, TVector, TEpilogue>(in product, range, column, second, third, fourth);
                column += 4 * width;
            }
            else if (remaining > width)
            {
                PanelOf2<TSimd, TVector, TEpilogue>(in product, range, column, nuint.Min(column + width, last));
                column += 2 * width;
            }
            else
            {
                PanelOf1<TSimd, TVector, TEpilogue>(in product, range, nuint.Min(column, last));
                column += width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PanelOf4<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, nuint column, nuint second, nuint third, nuint fourth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var row = range.FirstRow;
        // Eight rows are two fours rather than a six and two singles.
        for (; row + 6 <= range.EndRow && row + 8 != range.EndRow; row += 6)
        {
            Tile6x4.Run<TSimd, TVector, TEpilogue>(in product, row, column, second, third, fourth);
        }

        for (; row + 4 <= range.EndRow; row += 4)
        {
            Tile4x4.Run<TSimd, TVector, TEpilogue>(in product, row, column, second, third, fourth);
        }

        for (; row < range.EndRow; row++)
        {
            Tile1x4.Run<TSimd, TVector, TEpilogue>(in product, row, column, second, third, fourth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PanelOf2<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, nuint column, nuint second)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var row = range.FirstRow;
        for (; row + 4 <= range.EndRow; row += 4)
        {
            Tile4x2.Run<TSimd, TVector, TEpilogue>(in product, row, column, second);
        }

        for (; row < range.EndRow; row++)
        {
            Tile1x2.Run<TSimd, TVector, TEpilogue>(in product, row, column, second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PanelOf1<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var row = range.FirstRow;
        for (; row + 8 <= range.EndRow; row += 8)
        {
            Tile8x1.Run<TSimd, TVector, TEpilogue>(in product, row, column);
        }

        for (; row + 4 <= range.EndRow; row += 4)
        {
            Tile4x1.Run<TSimd, TVector, TEpilogue>(in product, row, column);
        }

        for (; row < range.EndRow; row++)
        {
            Tile1x1.Run<TSimd, TVector, TEpilogue>(in product, row, column);
        }
    }
}
