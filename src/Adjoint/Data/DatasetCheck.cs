using System.Globalization;
using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>What must hold of a set before a model sees it: better an exception with a row number than a NaN an hour later.</summary>
internal static class DatasetCheck
{
    public static void Run<TLabel>(Dataset<TLabel> data, string set, Network<TLabel> network)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data, set);
        var layout = network.Layout;
        if (data.Columns is { } found && layout.Columns is { } columns && ExampleColumns.Difference(columns, found) is { } difference)
        {
            throw new ArgumentException($"The set is of other rows than {layout.Name} is a model of: {difference}.", set);
        }

        if (data.FeatureCount != layout.Inputs)
        {
            throw new ArgumentException($"A row of the set has {data.FeatureCount} features, but {layout.Name} takes {layout.Inputs}.", set);
        }

        if (data.LabelCount != network.LabelsPerRow)
        {
            throw new ArgumentException($"A row of the set has {data.LabelCount} labels, but {layout.Name} takes {network.LabelsPerRow}.", set);
        }

        var buffer = data.NewRowBuffer();
        var isRead = !data.IsFinite || layout.Vocabulary > 0;
        for (var row = 0; row < data.Count; row++)
        {
            if (isRead)
            {
                var features = data.Features(row, buffer);
                RequireFinite(features, row, "set", set);
                RequireIndices(features, layout.Vocabulary, row, "set", set);
            }

            RequireLabels(data.Labels(row), row, "set", set, network);
        }
    }

    /// <summary>The same for the rows of a batch that the caller brings.</summary>
    public static void RequireBatch<TLabel>(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, Network<TLabel> network)
        where TLabel : unmanaged
    {
        var (width, labelWidth) = (network.Layout.Inputs, network.LabelsPerRow);
        for (var row = 0; row * width < inputs.Length; row++)
        {
            RequireFinite(inputs.Slice(row * width, width), row, "batch", nameof(inputs));
            RequireIndices(inputs.Slice(row * width, width), network.Layout.Vocabulary, row, "batch", nameof(inputs));
            RequireLabels(labels.Slice(row * labelWidth, labelWidth), row, "batch", nameof(labels), network);
        }
    }

    /// <summary>What is wrong with the finite features or the labels of one row, or null.</summary>
    public static BadValue? FindBad<TLabel>(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, Network<TLabel> network)
        where TLabel : unmanaged
    {
        if (FirstNoIndex(features, network.Layout.Vocabulary) is { } place)
        {
            return new BadValue($"feature {place}", $"is {features[place].ToString(CultureInfo.InvariantCulture)}", Indices(network.Layout.Vocabulary));
        }

        foreach (var label in labels)
        {
            if (network.RejectLabel(label) is { } reason)
            {
                return new BadValue($"the label {label}", reason, $"a label of {network.Layout.Name}");
            }
        }

        return network.RejectRow(labels) is { } why ? new BadValue("the row", $"has labels that do not go together ({why})", $"labels of {network.Layout.Name}") : null;
    }

    /// <summary>A weight for each row, finite and not below 0.</summary>
    public static void RequireWeights(ReadOnlySpan<float> weights, int rows, string whole, string parameter)
    {
        if (weights.Length != rows)
        {
            throw new ArgumentException($"{rows} rows of the {whole} have a weight each, but {weights.Length} were given.", parameter);
        }

        for (var row = 0; row < rows; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new ArgumentException($"Row {row} of the {whole}: its weight is {weights[row]}, expected a finite number of at least 0.", parameter);
            }
        }
    }

    private static void RequireLabels<TLabel>(ReadOnlySpan<TLabel> labels, int row, string whole, string parameter, Network<TLabel> network)
        where TLabel : unmanaged
    {
        foreach (var label in labels)
        {
            if (network.RejectLabel(label) is { } reason)
            {
                throw new ArgumentException($"Row {row} of the {whole}: the label {label} {reason}.", parameter);
            }
        }

        if (network.RejectRow(labels) is { } why)
        {
            throw new ArgumentException($"Row {row} of the {whole}: {why}.", parameter);
        }
    }

    private static void RequireIndices(ReadOnlySpan<float> features, int vocabulary, int row, string whole, string parameter)
    {
        if (FirstNoIndex(features, vocabulary) is { } place)
        {
            throw new ArgumentException($"Row {row} of the {whole}: feature {place} is {features[place]}, expected {Indices(vocabulary)}.", parameter);
        }
    }

    private static string Indices(int vocabulary) => $"an index: a whole number from 0 to {vocabulary - 1}";

    private static int? FirstNoIndex(ReadOnlySpan<float> features, int vocabulary)
    {
        for (var i = 0; vocabulary > 0 && i < features.Length; i++)
        {
            if (!(features[i] >= 0 && features[i] < vocabulary && features[i] == (int)features[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static void RequireFinite(ReadOnlySpan<float> features, int row, string whole, string parameter)
    {
        // A sum is finite only if its terms are; it may overflow without a cause, which the loop below then tells.
        if (float.IsFinite(TensorPrimitives.Sum(features)))
        {
            return;
        }

        for (var i = 0; i < features.Length; i++)
        {
            if (!float.IsFinite(features[i]))
            {
                throw new ArgumentException($"Row {row} of the {whole}: feature {i} is {features[i]}, expected a finite number.", parameter);
            }
        }
    }
}
