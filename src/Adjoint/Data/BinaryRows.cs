using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// Writes the files that <see cref="Dataset.FromBinary{TLabel}(string, RowFormat, string, int)"/> reads: row after row and nothing else, little-endian. The rows are taken one at a time,
/// so that they may be more than memory holds. A file is written under another name and renamed when it is whole: if anything fails, the path is as before.
/// </summary>
public static class BinaryRows
{
    private const int BlockLength = 1 << 20;

    /// <summary>Writes rows of float32 numbers, for <see cref="RowFormat.Floats"/>.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="rows">The rows, all of the same length; each is written before the next is asked for, so that one array may serve for all.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">There are no rows, a row is empty or null, or the rows differ in length.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static long Write(string path, IEnumerable<float[]> rows) => WriteRows(path, rows);

    /// <summary>Writes rows of bytes, for <see cref="RowFormat.Bytes"/>.</summary>
    /// <inheritdoc cref="Write(string, IEnumerable{float[]})"/>
    public static long Write(string path, IEnumerable<byte[]> rows) => WriteRows(path, rows);

    /// <summary>Writes labels, one after the other.</summary>
    /// <typeparam name="TLabel">An enum, int, bool or float: each takes its own size in the file.</typeparam>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="labels">The labels in the order of the rows; those of a row together, where it has several.</param>
    /// <returns>The number of labels.</returns>
    /// <exception cref="ArgumentException">There are no labels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static long WriteLabels<TLabel>(string path, IEnumerable<TLabel> labels)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(labels);
        return Write(path, stream =>
        {
            var count = 0L;
            foreach (var label in labels)
            {
                Write(stream, [label]);
                count++;
            }

            return count > 0 ? count : throw new ArgumentException("There are no labels.", nameof(labels));
        });
    }

    /// <summary>Writes the rows of a set in its order as float32, and its labels.</summary>
    internal static void Write<TLabel>(Dataset<TLabel> data, string featuresPath, string labelsPath)
        where TLabel : unmanaged
    {
        var buffer = data.NewRowBuffer();
        Write(featuresPath, stream =>
        {
            for (var row = 0; row < data.Count; row++)
            {
                Write(stream, data.Features(row, buffer));
            }

            return data.Count;
        });
        Write(labelsPath, stream =>
        {
            for (var row = 0; row < data.Count; row++)
            {
                Write(stream, data.Labels(row));
            }

            return data.Count;
        });
    }

    private static long WriteRows<T>(string path, IEnumerable<T[]> rows)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(rows);
        return Write(path, stream =>
        {
            var (count, width) = (0L, 0);
            foreach (var row in rows)
            {
                width = count == 0 && row is not null ? row.Length : width;
                if (row is not { Length: > 0 } || row.Length != width)
                {
                    throw new ArgumentException(
                        row is null ? Text($"Row {count} is null.")
                        : row.Length == 0 ? Text($"Row {count} is empty.")
                        : Text($"Row {count} has {row.Length} values, the first row has {width}."),
                        nameof(rows));
                }

                Write<T>(stream, row);
                count++;
            }

            return count > 0 ? count : throw new ArgumentException("There are no rows.", nameof(rows));
        });
    }

    private static long Write(string path, Func<Stream, long> write)
    {
        var count = 0L;
        AtomicFile.Write(path, stream =>
        {
            var blocks = new BufferedStream(stream, BlockLength);
            count = write(blocks);
            blocks.Flush();
        });
        return count;
    }

    private static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
        }
        else
        {
            var swapped = values.ToArray();
            LittleEndian.Swap(swapped.AsSpan());
            stream.Write(MemoryMarshal.AsBytes(swapped.AsSpan()));
        }
    }

    private static string Text(ref DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);
}
