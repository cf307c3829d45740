using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Rows kept as bytes, row after row; a feature is a byte divided by <paramref name="divisor"/>.</summary>
internal sealed class ByteRows<TStore>(TStore bytes, int rows, int width, float divisor) : FeatureSource(rows, width)
    where TStore : struct, IByteStore
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

        GC.KeepAlive(this);
    }

    public override ReadOnlySpan<float> Row(int row, Span<float> buffer)
    {
        Bytes.Divide(RowOf(row), divisor, buffer);
        GC.KeepAlive(this);
        return buffer;
    }

    // This object, and with it a file, is to be kept until the row has been read.
    private ReadOnlySpan<byte> RowOf(int row) => bytes.Slice((long)row * Width, Width);
}

/// <summary>Rows kept as bytes.</summary>
internal static class ByteRows
{
    public static FeatureSource InMemory(ReadOnlyMemory<byte> values, int width, float divisor) =>
        new ByteRows<MemoryBytes>(new(values), values.Length / width, width, divisor);

    public static FeatureSource InFile(MappedFile file, long first, int rows, int width, float divisor) =>
        new ByteRows<FileBytes>(new(file, first), rows, width, divisor);

    /// <summary>A divisor with which all 256 features are finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no such number.</exception>
    public static float Checked(float divisor) => divisor > 0 && float.IsFinite(divisor) && float.IsFinite(255 / divisor)
        ? divisor
        : throw new ArgumentOutOfRangeException(
            nameof(divisor), divisor, "The divisor of bytes is a finite number above 0, by which 255 can be divided: 255 for features from 0 to 1, 1 for features from 0 to 255.");
}
