using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Bytes in a file, row after row from byte <paramref name="start"/> on; a feature is a byte divided by <paramref name="divisor"/>.</summary>
internal sealed class MappedByteRows(MappedFile file, long start, int rows, int width, float divisor) : FeatureSource(rows, width)
{
    public override bool IsFinite => true;

    public override void Gather(ReadOnlySpan<int> rows, Span<float> batch)
    {
        Require.Block(batch.Length, rows.Length, Width);
        for (var k = 0; k < rows.Length; k++)
        {
            Read(rows[k], batch.Slice(k * Width, Width));
        }

        GC.KeepAlive(file);
    }

    public override ReadOnlySpan<float> Row(int row, Span<float> buffer)
    {
        Read(row, buffer);
        GC.KeepAlive(file);
        return buffer;
    }

    private void Read(int row, Span<float> features) => Bytes.Divide(file.Values<byte>(start + ((long)row * Width), Width), divisor, features);
}
