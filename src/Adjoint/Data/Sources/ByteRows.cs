using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Bytes in memory, row after row; a feature is a byte divided by <paramref name="divisor"/>.</summary>
internal sealed class ByteRows(ReadOnlyMemory<byte> values, int width, float divisor) : FeatureSource(values.Length / width, width)
{
    public override bool IsFinite => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Unoptimised, the first hundreds of batches would wait for the prefetches.
    public override void Gather(ReadOnlySpan<int> rows, Span<float> batch)
    {
        Require.Block(batch.Length, rows.Length, Width);
        for (var k = 0; k < rows.Length; k++)
        {
            if (k + 1 < rows.Length)
            {
                RowPrefetch.Read(RowOf(rows[k + 1]));
            }

            Bytes.Divide(RowOf(rows[k]), divisor, batch.Slice(k * Width, Width));
        }
    }

    public override ReadOnlySpan<float> Row(int row, Span<float> buffer)
    {
        Bytes.Divide(RowOf(row), divisor, buffer);
        return buffer;
    }

    /// <summary>A divisor with which all 256 features are finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no such number.</exception>
    public static float Checked(float divisor) => divisor > 0 && float.IsFinite(divisor) && float.IsFinite(255 / divisor)
        ? divisor
        : throw new ArgumentOutOfRangeException(
            nameof(divisor), divisor, "The divisor of bytes is a finite number above 0, by which 255 can be divided: 255 for features from 0 to 1, 1 for features from 0 to 255.");

    private ReadOnlySpan<byte> RowOf(int row) => values.Span.Slice(row * Width, Width);
}
