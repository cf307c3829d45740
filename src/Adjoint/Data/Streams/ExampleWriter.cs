using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>Rows of the user's own.</summary>
internal sealed class ExampleWriter<TRow, TLabel> : IRowWriter<TRow, TLabel>
    where TRow : IExample<TRow, TLabel>
    where TLabel : unmanaged
{
    public string Source => TRow.Columns.Example;

    public ExampleColumns Columns => TRow.Columns;

    public BadValue? Write(TRow row, Span<float> features, Span<TLabel> labels)
    {
        if (row is null)
        {
            return new BadValue("the row", "is null", $"one of {TRow.Columns.Example}");
        }

        TRow.Encode(in row, features);
        var isLabelled = TRow.EncodeLabels(in row, labels);
        // A sum is finite only if its terms are.
        var bad = float.IsFinite(TensorPrimitives.Sum(features)) ? null : Kernels.Encoding.FindBad<TRow, TLabel>(in row, features);
        return bad ?? (isLabelled ? null : TRow.FindBadLabel(in row));
    }
}
