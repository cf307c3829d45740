using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Floats in a file, row after row, little-endian. A row is copied even where one is read, because a span of the file would not keep it mapped.</summary>
internal sealed class MappedFloatRows(MappedFile file, int rows, int width) : FeatureSource(rows, width)
{
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

    private void Read(int row, Span<float> features)
    {
        file.Values<float>((long)row * Width * sizeof(float), Width).CopyTo(features);
        LittleEndian.Swap(features);
    }
}
