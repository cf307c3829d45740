using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Makes a <see cref="Dataset{TLabel}"/> from arrays, memory, lists or files.</summary>
public static partial class Dataset
{
    /// <summary>A set of <c>rows</c> rows from numbers that lie one row after the other (row-major).</summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="features">Rows x inputs. Arrays and memory are not copied, lists are.</param>
    /// <param name="labels">Rows x labels of a row, row-major. Arrays and memory are not copied, lists are.</param>
    /// <param name="rows">Number of rows, where several labels belong to a row; otherwise every label is a row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    /// <exception cref="ArgumentException">There are no features or no labels, or they do not divide into the rows.</exception>
    [OverloadResolutionPriority(1)] // An array of labels is a list and converts to memory: the list is meant, and is not copied.
    public static Dataset<TLabel> From<TLabel>(float[] features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(NotNull(features), Memory(labels), rows);

    /// <inheritdoc cref="From{TLabel}(float[], IReadOnlyList{TLabel}, int?)"/>
    public static Dataset<TLabel> From<TLabel>(float[] features, ReadOnlyMemory<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(NotNull(features), labels, rows);

    /// <inheritdoc cref="From{TLabel}(float[], IReadOnlyList{TLabel}, int?)"/>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(ReadOnlyMemory<float> features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(features, Memory(labels), rows);

    /// <inheritdoc cref="From{TLabel}(float[], IReadOnlyList{TLabel}, int?)"/>
    public static Dataset<TLabel> From<TLabel>(ReadOnlyMemory<float> features, ReadOnlyMemory<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(features, labels, rows);

    /// <inheritdoc cref="From{TLabel}(float[], IReadOnlyList{TLabel}, int?)"/>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(IReadOnlyList<float> features, IReadOnlyList<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(Memory(features), Memory(labels), rows);

    /// <inheritdoc cref="From{TLabel}(float[], IReadOnlyList{TLabel}, int?)"/>
    public static Dataset<TLabel> From<TLabel>(IReadOnlyList<float> features, ReadOnlyMemory<TLabel> labels, int? rows = null)
        where TLabel : unmanaged
        => Flat(Memory(features), labels, rows);

    private static Dataset<TLabel> Flat<TLabel>(ReadOnlyMemory<float> features, ReadOnlyMemory<TLabel> labels, int? rows)
        where TLabel : unmanaged
        => Whole(features, labels, RowLayout.Of(features.Length, labels.Length, rows));

    private static Dataset<TLabel> Whole<TLabel>(ReadOnlyMemory<float> features, ReadOnlyMemory<TLabel> labels, RowLayout layout)
        where TLabel : unmanaged
        => Whole(new FloatRows(features, layout.FeatureCount), labels, layout.LabelCount);

    private static Dataset<TLabel> Whole<TLabel>(FeatureSource features, ReadOnlyMemory<TLabel> labels, int labelCount)
        where TLabel : unmanaged
        => new(features, labels, [.. Enumerable.Range(0, features.Rows)], labelCount);

    private static ReadOnlyMemory<T> Memory<T>(IReadOnlyList<T> list, [CallerArgumentExpression(nameof(list))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(list, name);
        return list as T[] ?? [.. list];
    }

    private static T[] NotNull<T>(T[] array, [CallerArgumentExpression(nameof(array))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(array, name);
        return array;
    }
}
