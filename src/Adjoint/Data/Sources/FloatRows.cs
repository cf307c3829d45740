using Adjoint.Kernels;

namespace Adjoint;

/// <summary>Floats in memory, row after row.</summary>
internal sealed class FloatRows(ReadOnlyMemory<float> values, int width) : FeatureSource(values.Length / width, width)
{
    public ReadOnlyMemory<float> Values => values;

    public override bool IsInPlace => true;

    public override void Gather(ReadOnlySpan<int> rows, Span<float> batch) => Batch.Gather(Width, values.Span, rows, batch);

    public override ReadOnlySpan<float> Row(int row, Span<float> buffer) => values.Span.Slice(row * Width, Width);
}
