using System.Runtime.CompilerServices;

namespace Adjoint;

/// <content>Bytes.</content>
public static partial class Dataset
{
    /// <summary>
    /// A set of rows of bytes that lie one row after the other (row-major), such as the pixels of images. They stay bytes, which take a quarter of the memory of floats, and become
    /// floats as a batch is made: a feature is its byte divided by <paramref name="divisor"/>.
    /// </summary>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="features">Rows x inputs; not copied.</param>
    /// <param name="labels">Rows x labels of a row, row-major. Arrays and memory are not copied, lists are.</param>
    /// <param name="rows">Number of rows, where several labels belong to a row; otherwise every label is a row.</param>
    /// <param name="divisor">A finite number above 0: 255 brings the bytes 0 ... 255 to [0, 1], 1 leaves them as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1, or the divisor out of its range.</exception>
    /// <exception cref="ArgumentException">There are no features or no labels, or they do not divide into the rows.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(byte[] features, IReadOnlyList<TLabel> labels, int? rows = null, float divisor = 255)
        where TLabel : unmanaged
        => FlatBytes(NotNull(features), Memory(labels), rows, divisor);

    /// <inheritdoc cref="From{TLabel}(byte[], IReadOnlyList{TLabel}, int?, float)"/>
    public static Dataset<TLabel> From<TLabel>(byte[] features, ReadOnlyMemory<TLabel> labels, int? rows = null, float divisor = 255)
        where TLabel : unmanaged
        => FlatBytes(NotNull(features), labels, rows, divisor);

    /// <inheritdoc cref="From{TLabel}(byte[], IReadOnlyList{TLabel}, int?, float)"/>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> From<TLabel>(ReadOnlyMemory<byte> features, IReadOnlyList<TLabel> labels, int? rows = null, float divisor = 255)
        where TLabel : unmanaged
        => FlatBytes(features, Memory(labels), rows, divisor);

    /// <inheritdoc cref="From{TLabel}(byte[], IReadOnlyList{TLabel}, int?, float)"/>
    public static Dataset<TLabel> From<TLabel>(ReadOnlyMemory<byte> features, ReadOnlyMemory<TLabel> labels, int? rows = null, float divisor = 255)
        where TLabel : unmanaged
        => FlatBytes(features, labels, rows, divisor);

    private static Dataset<TLabel> FlatBytes<TLabel>(ReadOnlyMemory<byte> features, ReadOnlyMemory<TLabel> labels, int? rows, float divisor)
        where TLabel : unmanaged
    {
        var layout = RowLayout.Of(features.Length, labels.Length, rows);
        return Whole(ByteRows.InMemory(features, layout.FeatureCount, ByteRows.Checked(divisor)), labels, layout.LabelCount);
    }
}
