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
