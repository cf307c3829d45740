using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Copies of rows of A that lie close together, row by row. Rows that are a multiple of 4 KiB apart fall into the same cache sets, and where A is a transpose,
/// each term of a tile's rows lies in another line.
/// </summary>
internal static class RowPacking
{
    /// <summary>Floats between rows: a cache line, so that the rows of a tile fall into different sets.</summary>
    public const nuint Gap = 16;

    /// <summary>From as many columns on, packing rows that lie far apart costs less than it saves.</summary>
    private const nuint ColumnsThatPay = 256;

    /// <summary>The same where A is a transpose, and the least number of terms: the lines of fewer stay in the first-level cache from tile to tile.</summary>
    private const nuint TurnedColumnsThatPay = 128, TurnedTermsThatPay = 96;

    /// <summary>Rows of a block are a multiple of the rows of the largest tile.</summary>
    private const nuint TileRows = 6;

    /// <summary>Whether rows are packed, if sums are cut into so many terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(ref readonly Product product, nuint columns, nuint terms) =>
        product.StepStride == 1
            ? columns >= ColumnsThatPay && product.RowStride != terms
            : columns >= TurnedColumnsThatPay && terms >= TurnedTermsThatPay;

    /// <summary>How many rows make a block that stays in the second-level cache; packed ones are there twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Rows(nuint rows, nuint terms, bool packs)
    {
        nuint most = PanelMemory.MaxBlock * (packs ? 1u : 2u);
        if (rows * (terms + Gap) <= most)
        {
            return rows;
        }

        return ProductLoop.EvenPart(rows, most / (terms + Gap) / TileRows * TileRows, TileRows);
    }

    /// <summary>Packs a block of A.</summary>
    /// <param name="block">The block, as it lies in A.</param>
    /// <param name="target">Receives [rows, terms + Gap].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ref readonly RowBlock block, ref float target)
    {
        var (rows, terms) = (block.Range.EndRow - block.Range.FirstRow, block.Terms);
        if (block.StepStride != 1)
        {
            Transpose.Run(terms, rows, ref block.A, block.StepStride, ref target, terms + Gap);
            return;
        }

        for (nuint row = 0; row < rows; row++)
        {
            ShortCopy.Run(ref Unsafe.Add(ref block.A, row * block.RowStride), ref Unsafe.Add(ref target, row * (terms + Gap)), terms);
        }
    }
}
