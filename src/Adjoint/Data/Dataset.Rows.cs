using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public static partial class Dataset
{
    /// <summary>A set from one array of features for each row; the features are copied.</summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="features">One array for each row, all of the same length.</param>
    /// <param name="labels">Rows x labels of a row, row-major. Arrays and memory are not copied, lists are.</param>
    /// <param name="rows">The number of rows again, where several labels belong to a row; otherwise each has one.</param>
    /// <exception cref="ArgumentException">
    /// The rows differ in length, there are no features or no labels, or their numbers do not fit together.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(IReadOnlyList<float[]> features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Jagged(features, Memory(labels), rows);

    /// <inheritdoc cref="From{TLabel}(IReadOnlyList{float[]}, IReadOnlyList{TLabel}, int?)"/>
    public static Dataset<TLabel> From<TLabel>(IReadOnlyList<float[]> features, ReadOnlyMemory<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Jagged(features, labels, rows);

    /// <summary>A set from a table, rows x inputs; the features are copied.</summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="features">Rows x inputs.</param>
    /// <param name="labels">Rows x labels of a row, row-major. Arrays and memory are not copied, lists are.</param>
    /// <param name="rows">The number of rows again, where several labels belong to a row; otherwise each has one.</param>
    /// <exception cref="ArgumentException">There are no features or no labels, or their numbers do not fit together.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(float[,] features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Table(features, Memory(labels), rows);

    /// <inheritdoc cref="From{TLabel}(float[,], IReadOnlyList{TLabel}, int?)"/>
    public static Dataset<TLabel> From<TLabel>(float[,] features, ReadOnlyMemory<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Table(features, labels, rows);

    private static Dataset<TLabel> Jagged<TLabel>(IReadOnlyList<float[]> features, ReadOnlyMemory<TLabel> labels, int? rows)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(features);
        var width = features.Count == 0 ? 0 : RowOf(features, 0).Length;
        var layout = RowLayout.OfRows(features.Count, width, labels.Length, rows);
        var copy = new float[layout.FeatureTotal];
        for (var row = 0; row < features.Count; row++)
        {
            var values = RowOf(features, row);
            if (values.Length != width)
            {
                throw new ArgumentException($"row {row} has {values.Length} values, the first row has {width}", nameof(features));
            }

            values.CopyTo(copy, row * width);
        }

        return Whole(copy, labels, layout);
    }

    private static Dataset<TLabel> Table<TLabel>(float[,] features, ReadOnlyMemory<TLabel> labels, int? rows)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(features);
        var layout = RowLayout.OfRows(features.GetLength(0), features.GetLength(1), labels.Length, rows);
        // The table's own first index may be another than 0 (Array.CreateInstance).
        ref var first = ref features[features.GetLowerBound(0), features.GetLowerBound(1)];
        return Whole(MemoryMarshal.CreateReadOnlySpan(ref first, layout.FeatureTotal).ToArray(), labels, layout);
    }

    private static float[] RowOf(IReadOnlyList<float[]> features, int row) =>
        features[row] ?? throw new ArgumentException($"row {row} is null", nameof(features));
}
