using System.Globalization;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <content>Files of any size.</content>
public static partial class Dataset
{
    /// <summary>
    /// A set whose features stay in a binary file of any size: row after row and nothing else. The system reads the pages of the rows that a batch needs, and keeps of them what
    /// memory it has to spare, so that a set may be larger than memory. What is in memory is the labels, and 4 bytes for each row.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A training reads floats once, from the first row to the last, to see that all are finite; bytes are finite as they are. [Standardize] and [MinMax], a comparison with a
    /// validation set, and checkpoints read the set once or twice more before the first iteration. Batches are read in the order of the epoch: where the file is larger than memory on
    /// a disk that is slow to seek, write it in random order and train with <c>Shuffle = false</c>.
    /// </para>
    /// <para>
    /// There is nothing to dispose of: parts of a set share the file, which stays open until the garbage collector has found that nobody holds any of them. Meanwhile others can read
    /// it. It may be renamed, and replaced by another file of the same name (as <see cref="BinaryRows"/> does it): the set keeps reading the old one. On Windows it cannot be replaced,
    /// written or deleted while a set reads it. Elsewhere nothing stops a program that writes into it: what is written is seen, and a file that is cut shorter ends the process when a row
    /// that is gone is read. Do not write into the file of a set.
    /// </para>
    /// </remarks>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="featuresPath">The file of features.</param>
    /// <param name="format">What it holds: <see cref="RowFormat.Floats"/> or <see cref="RowFormat.Bytes"/>. The length of the file says how many rows there are.</param>
    /// <param name="labels">Rows x labels of a row, row-major. Arrays and memory are not copied, lists are.</param>
    /// <param name="labelCount">Labels of a row, at least 1.</param>
    /// <exception cref="InvalidDataException">The file is empty, does not hold whole rows, or holds more than 2,147,483,591.</exception>
    /// <exception cref="ArgumentException">There is another number of labels than the rows of the file have.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelCount"/> is below 1.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<TLabel> FromBinary<TLabel>(string featuresPath, RowFormat format, IReadOnlyList<TLabel> labels, int labelCount = 1)
        where TLabel : unmanaged
        => FromBinary(featuresPath, format, Memory(labels), labelCount);

    /// <inheritdoc cref="FromBinary{TLabel}(string, RowFormat, IReadOnlyList{TLabel}, int)"/>
    public static Dataset<TLabel> FromBinary<TLabel>(string featuresPath, RowFormat format, ReadOnlyMemory<TLabel> labels, int labelCount = 1)
        where TLabel : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 1);
        var features = Mapped(featuresPath, format);
        return labels.Length == (long)features.Rows * labelCount
            ? Whole(features, labels, labelCount)
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{featuresPath} has {features.Rows} rows ({format}), which have {(long)features.Rows * labelCount} labels ({labelCount} a row), but {labels.Length} were given."),
                nameof(labels));
    }

    /// <summary>The same with the labels of a file, which is read into memory.</summary>
    /// <remarks><inheritdoc cref="FromBinary{TLabel}(string, RowFormat, IReadOnlyList{TLabel}, int)" path="/remarks/node()"/></remarks>
    /// <typeparam name="TLabel">
    /// An enum or <see cref="int"/> for classes, <see cref="bool"/> for yes and no, <see cref="float"/> for values and probabilities.
    /// </typeparam>
    /// <param name="featuresPath">The file of features.</param>
    /// <param name="format">What it holds: <see cref="RowFormat.Floats"/> or <see cref="RowFormat.Bytes"/>. The length of the file says how many rows there are.</param>
    /// <param name="labelsPath">
    /// The labels, rows x labels of a row and nothing else: numbers of <typeparamref name="TLabel"/>'s size, little-endian (4 bytes for <see cref="int"/>, <see cref="float"/> and most
    /// enums, one that is 0 or 1 for <see cref="bool"/>); for an enum or <see cref="int"/> also unsigned bytes. The length of the file says which.
    /// </param>
    /// <param name="labelCount">Labels of a row, at least 1.</param>
    /// <exception cref="InvalidDataException">
    /// A file is empty, does not hold whole rows or holds more than 2,147,483,591; there are more or fewer labels; or a label of yes and no is a byte other than 0 and 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelCount"/> is below 1.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TLabel"/> is neither an enum nor int, bool or float.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static Dataset<TLabel> FromBinary<TLabel>(string featuresPath, RowFormat format, string labelsPath, int labelCount = 1)
        where TLabel : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 1);
        var features = Mapped(featuresPath, format);
        return Whole<TLabel>(features, LabelFile.Read<TLabel>(labelsPath, features.Rows, labelCount), labelCount);
    }

    private static FeatureSource Mapped(string path, RowFormat format)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        var file = MappedFile.Open(path);
        var (rows, rest) = Math.DivRem(file.Length, format.BytesPerRow);
        if (rest != 0)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{path} has {file.Length} bytes, which are no whole rows of {format.BytesPerRow} bytes ({format}): {rest} are left over."));
        }

        if (rows > Array.MaxLength)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"{path} has {rows} rows ({format}), more than the {Array.MaxLength} that a set can have."));
        }

        return format.Divisor is { } divisor
            ? ByteRows.InFile(file, 0, (int)rows, format.FeatureCount, divisor)
            : new MappedFloatRows(file, (int)rows, format.FeatureCount);
    }
}
