using System.ComponentModel;

namespace Adjoint;

/// <summary>
/// Rows of features, each with its label or labels. A set is a view: parts that <see cref="Split(double, double, int)"/> gives share
/// the numbers of the whole, so a change to an array that a set was made from is seen by all of them.
/// </summary>
/// <typeparam name="TLabel">An enum or <see cref="int"/> for classes, <see cref="float"/> for regression.</typeparam>
/// <remarks>Made by <see cref="Dataset"/>. Reading is safe from many threads.</remarks>
public sealed class Dataset<TLabel>
    where TLabel : unmanaged
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly ReadOnlyMemory<TLabel> _labels;
    private readonly int[] _rows;

    internal Dataset(ReadOnlyMemory<float> features, ReadOnlyMemory<TLabel> labels, int[] rows, int featureCount, int labelCount)
    {
        _features = features;
        _labels = labels;
        _rows = rows;
        FeatureCount = featureCount;
        LabelCount = labelCount;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Count => _rows.Length;

    /// <summary>Number of floats in a row, at least 1.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of labels of a row: 1 for classes, the number of outputs for regression.</summary>
    public int LabelCount { get; }

    /// <summary>All features that the rows point into: source rows x <see cref="FeatureCount"/>, row-major.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<float> SourceFeatures => _features.Span;

    /// <summary>All labels that the rows point into: source rows x <see cref="LabelCount"/>, row-major.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<TLabel> SourceLabels => _labels.Span;

    /// <summary>The row of the source that each row of this set is: <see cref="Count"/> indexes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<int> SourceRows => _rows;

    /// <summary>The <see cref="FeatureCount"/> features of one row.</summary>
    /// <param name="row">0 ... <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such row.</exception>
    public ReadOnlySpan<float> Features(int row) => _features.Span.Slice(SourceRow(row) * FeatureCount, FeatureCount);

    /// <summary>The <see cref="LabelCount"/> labels of one row.</summary>
    /// <param name="row">0 ... <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such row.</exception>
    public ReadOnlySpan<TLabel> Labels(int row) => _labels.Span.Slice(SourceRow(row) * LabelCount, LabelCount);

    /// <summary>Two sets without a row in common, drawn at random; the same seed draws the same rows on every machine.</summary>
    /// <param name="first">Share of the rows in the first set, above 0: 0.8 is four fifths.</param>
    /// <param name="second">Share of the rows in the second set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0.</exception>
    /// <exception cref="ArgumentException">The shares sum to more than 1, or a set would be without rows.</exception>
    public (Dataset<TLabel> First, Dataset<TLabel> Second) Split(double first, double second, int seed = 0)
    {
        var parts = RowSplit.Draw(_rows, seed, first, second);
        return (View(parts[0]), View(parts[1]));
    }

    /// <summary>Three sets without a row in common, drawn at random: usually training, validation and test.</summary>
    /// <param name="first">Share of the rows in the first set, above 0: 0.7 is seven tenths.</param>
    /// <param name="second">Share of the rows in the second set.</param>
    /// <param name="third">Share of the rows in the third set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits.</param>
    /// <inheritdoc cref="Split(double, double, int)" path="/exception"/>
    public (Dataset<TLabel> First, Dataset<TLabel> Second, Dataset<TLabel> Third) Split(
        double first, double second, double third, int seed = 0)
    {
        var parts = RowSplit.Draw(_rows, seed, first, second, third);
        return (View(parts[0]), View(parts[1]), View(parts[2]));
    }

    private Dataset<TLabel> View(int[] rows) => new(_features, _labels, rows, FeatureCount, LabelCount);

    private int SourceRow(int row) => (uint)row < (uint)_rows.Length
        ? _rows[row]
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The set has rows 0 to {Count - 1}.");
}
