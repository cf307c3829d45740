using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>Collects the rows of a batch.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Batch
{
    /// <summary>batch[k,:] = source[rows[k],:].</summary>
    /// <param name="width">Numbers per row.</param>
    /// <param name="source">The whole set, row after row.</param>
    /// <param name="rows">Which rows, in the order of the batch; a row may come more than once.</param>
    /// <param name="batch">Receives [rows.Length, width]; may not overlap the source.</param>
    /// <exception cref="ArgumentException">The batch is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative, or the set has no such row.</exception>
    public static void Gather(int width, ReadOnlySpan<float> source, ReadOnlySpan<int> rows, Span<float> batch)
    {
        Require.Block(batch.Length, rows.Length, width);
        for (var k = 0; k < rows.Length; k++)
        {
            var first = (long)rows[k] * width;
            if (first < 0 || first + width > source.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), rows[k], $"The set of {source.Length} numbers has no row {rows[k]} of {width}.");
            }

            source.Slice((int)first, width).CopyTo(batch[(k * width)..]);
        }
    }
}
