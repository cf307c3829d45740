using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Bytes in a file, row after row from byte <paramref name="start"/> on; a feature is a byte divided by <paramref name="divisor"/>.</summary>
internal sealed class MappedByteRows(MappedFile file, long start, int rows, int width, float divisor) : FeatureSource(rows, width)
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

        GC.KeepAlive(file);
    }

    public override ReadOnlySpan<float> Row(int row, Span<float> buffer)
    {
        Bytes.Divide(RowOf(row), divisor, buffer);
        GC.KeepAlive(file);
        return buffer;
    }

    // The file is to be kept until the row has been read.
    private ReadOnlySpan<byte> RowOf(int row) => file.Values<byte>(start + ((long)row * Width), Width);
}
