using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// Rows of features, each with its label or labels. A set is a view: parts that <see cref="Split(PartSize, PartSize, int)"/> gives share
/// the numbers of the whole, so a change to an array that a set was made from is seen by all of them.
/// </summary>
/// <typeparam name="TLabel">
/// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
/// </typeparam>
/// <remarks>Made by <see cref="Dataset"/>. Reading is safe from many threads.</remarks>
public sealed partial class Dataset<TLabel>
    where TLabel : unmanaged
{
    private readonly FeatureSource _features;
    private readonly ReadOnlyMemory<TLabel> _labels;
    private readonly int[] _rows;

    // By row of the source, as features and labels are; null if all rows count 1.
    private readonly float[]? _weights;

    internal Dataset(FeatureSource features, ReadOnlyMemory<TLabel> labels, int[] rows, int labelCount, float[]? weights = null)
    {
        _features = features;
        _labels = labels;
        _rows = rows;
        _weights = weights;
        LabelCount = labelCount;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Count => _rows.Length;

    /// <summary>Number of floats in a row, at least 1.</summary>
    public int FeatureCount => _features.Width;

    /// <summary>Number of labels of a row: 1 for classes, the number of outputs otherwise.</summary>
    public int LabelCount { get; }

    /// <summary>How many rows were left out when the set was made from rows of the user's own, because they did not fit (<see cref="BadRows.Skip"/>).</summary>
    public int SkippedRows { get; internal init; }

    /// <summary>The names of the columns, where the set was made from rows of the user's own: a model of others refuses it.</summary>
    internal IReadOnlyList<string>? Columns { get; init; }

    /// <summary>All features that the rows point into, where they are floats in memory: source rows x <see cref="FeatureCount"/>, row-major.</summary>
    internal ReadOnlySpan<float> SourceFeatures => ((FloatRows)_features).Values.Span;

    /// <summary>All labels that the rows point into: source rows x <see cref="LabelCount"/>, row-major.</summary>
    internal ReadOnlySpan<TLabel> SourceLabels => _labels.Span;

    /// <summary>The row of the source that each row of this set is: <see cref="Count"/> indexes.</summary>
    internal ReadOnlySpan<int> SourceRows => _rows;

    /// <summary>Whether every feature is known to be finite.</summary>
    internal bool IsFinite => _features.IsFinite;

    /// <summary>The <see cref="FeatureCount"/> features of one row: where they lie if they are floats in memory, else in an array of their own.</summary>
    /// <param name="row">0 ... <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such row.</exception>
    public ReadOnlySpan<float> Features(int row) => _features.Row(SourceRow(row), NewRowBuffer());

    /// <summary>The same without an array: where they lie, or else written to a buffer.</summary>
    internal ReadOnlySpan<float> Features(int row, Span<float> buffer) => _features.Row(SourceRow(row), buffer);

    /// <summary>The <see cref="LabelCount"/> labels of one row.</summary>
    /// <param name="row">0 ... <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such row.</exception>
    public ReadOnlySpan<TLabel> Labels(int row) => _labels.Span.Slice(SourceRow(row) * LabelCount, LabelCount);

    /// <summary>
    /// The same rows, each with what it counts for in the loss: its loss is multiplied by its weight, in training, in validation and in an evaluation, and the
    /// mean is still over the number of samples. Parts of the set keep the weights.
    /// </summary>
    /// <param name="weights">A number for each row, in their order: 2 counts as much as two such rows, 0 as none. They are copied.</param>
    /// <returns>A view with these weights in the place of any that the set had.</returns>
    /// <exception cref="ArgumentException">There is not one for each row, one is negative or not finite, or all are 0.</exception>
    public Dataset<TLabel> WithWeights(ReadOnlyMemory<float> weights)
    {
        var given = weights.Span;
        DatasetCheck.RequireWeights(given, Count, "set", nameof(weights));
        if (!given.ContainsAnyExcept(0f))
        {
            throw new ArgumentException($"All {Count} weights are 0: no row would count.", nameof(weights));
        }

        var ofSource = new float[_features.Rows];
        for (var row = 0; row < given.Length; row++)
        {
            ofSource[_rows[row]] = given[row];
        }

        return new(_features, _labels, _rows, LabelCount, ofSource) { Columns = Columns };
    }

    /// <summary>What <see cref="Features(int, Span{float})"/> writes a row to: nothing where the rows lie as floats.</summary>
    internal float[] NewRowBuffer() => _features.IsInPlace ? [] : new float[FeatureCount];

    /// <summary>The features of some rows of the source, [rows.Length, <see cref="FeatureCount"/>].</summary>
    internal void GatherFeatures(ReadOnlySpan<int> rows, Span<float> batch) => _features.Gather(rows, batch);

    /// <summary>The labels of some rows of the source, [rows.Length, <see cref="LabelCount"/>].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void GatherLabels(ReadOnlySpan<int> rows, Span<TLabel> batch)
    {
        var labels = _labels.Span;
        if (LabelCount == 1)
        {
            for (var k = 0; k < rows.Length; k++)
            {
                batch[k] = labels[rows[k]];
            }
        }
        else if (typeof(TLabel) == typeof(float))
        {
            Batch.Gather(LabelCount, MemoryMarshal.Cast<TLabel, float>(labels), rows, MemoryMarshal.Cast<TLabel, float>(batch));
        }
        else
        {
            for (var k = 0; k < rows.Length; k++)
            {
                labels.Slice(rows[k] * LabelCount, LabelCount).CopyTo(batch[(k * LabelCount)..]);
            }
        }
    }

    /// <summary>The weights of some rows of the source, written to the start of a buffer; nothing if all rows count 1.</summary>
    internal ReadOnlySpan<float> GatherWeights(ReadOnlySpan<int> rows, Span<float> buffer)
    {
        if (_weights is null)
        {
            return default;
        }

        Batch.Gather(1, _weights, rows, buffer);
        return buffer[..rows.Length];
    }

    private Dataset<TLabel> View(int[] rows) => new(_features, _labels, rows, LabelCount, _weights) { Columns = Columns };

    private int SourceRow(int row) => (uint)row < (uint)_rows.Length
        ? _rows[row]
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The set has rows 0 to {Count - 1}.");
}
