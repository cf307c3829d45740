using System.Globalization;
using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>Rows that are floats already.</summary>
internal sealed class PlainWriter<TRow, TLabel>(PlainWriter<TRow, TLabel>.Part<float> featuresOf, PlainWriter<TRow, TLabel>.Part<TLabel> labelsOf) : IRowWriter<TRow, TLabel>
    where TLabel : unmanaged
{
    /// <summary>A part of a row; nothing where it is null.</summary>
    public delegate ReadOnlySpan<T> Part<T>(in TRow row);

    public string Source => "the stream";

    public ExampleColumns? Columns => null;

    public BadValue? Write(TRow row, Span<float> features, Span<TLabel> labels)
    {
        var given = featuresOf(in row);
        var answers = labelsOf(in row);
        if (given.Length != features.Length)
        {
            return new BadValue("the row", $"has {given.Length} features", Text(features.Length));
        }

        if (answers.Length != labels.Length)
        {
            return new BadValue("the row", $"has {answers.Length} labels", Text(labels.Length));
        }

        given.CopyTo(features);
        answers.CopyTo(labels);
        return float.IsFinite(TensorPrimitives.Sum(features)) ? null : FindBad(features);
    }

    private static BadValue? FindBad(ReadOnlySpan<float> features)
    {
        for (var i = 0; i < features.Length; i++)
        {
            if (!float.IsFinite(features[i]))
            {
                return new BadValue($"feature {i}", $"is {features[i].ToString(CultureInfo.InvariantCulture)}", "a finite number");
            }
        }

        // The sum alone was too large.
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
