using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adjoint;

/// <summary>
/// Writes safetensors files, byte for byte as the reference writer does (rare characters in names, such as those beyond
/// U+FFFF, are escaped here and not there).
/// </summary>
internal static class SafetensorsWriter
{
    private const int BlockLength = 64 * 1024;

    /// <summary>Replaces the file at <paramref name="path"/>, or leaves it as it is where anything fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors of different names, in any order; written in the order of their names.</param>
    /// <param name="metadata">Text for <c>__metadata__</c>; none if empty.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one has the reserved name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<SafetensorsSource> tensors, params IReadOnlyList<(string Key, string Value)> metadata) =>
        Write(path, tensors, hash: null, metadata);

    /// <summary>The same with a hash of all that precedes it as the last tensor: <see cref="SafetensorsReader.VerifyHash"/> finds any damage.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors of different names, none of bytes; written in the order of their types and names.</param>
    /// <param name="hash">The name of the hash; null for none.</param>
    /// <param name="metadata">Text for <c>__metadata__</c>; none if empty.</param>
    public static void Write(
        string path, IEnumerable<SafetensorsSource> tensors, string? hash, IReadOnlyList<(string Key, string Value)> metadata)
    {
        var sum = new ContentHash();
        if (hash is not null)
        {
            tensors = tensors.Append(new(
                hash, SafetensorsTypes.Byte, [ContentHash.Length], (_, bytes) => BinaryPrimitives.WriteUInt64LittleEndian(bytes, sum.Value)));
        }

        var sorted = tensors.OrderBy(tensor => SafetensorsTypes.Order(tensor.Type))
            .ThenBy(tensor => Encoding.UTF8.GetBytes(tensor.Name), Utf8Order.Instance).ToArray();
        CheckNames(sorted);
        var header = Header(sorted, metadata);
        AtomicFile.Write(path, stream =>
        {
            Write(stream, header, sum);
            // Eight bytes at once, so that elements of every type are aligned.
            var block = MemoryMarshal.AsBytes(new ulong[BlockLength / sizeof(ulong)].AsSpan());
            foreach (var tensor in sorted)
            {
                WriteValues(stream, tensor, block, sum);
            }
        });
    }

    // The length, the JSON, and spaces until the data begins at a multiple of 8.
    private static ReadOnlySpan<byte> Padded(ArrayBufferWriter<byte> header)
    {
        var padding = -header.WrittenCount & 7;
        header.GetSpan(8)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenSpan;
    }

    private static byte[] Header(SafetensorsSource[] tensors, IReadOnlyList<(string Key, string Value)> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        // The reference escapes only what JSON demands.
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteJson(writer, tensors, metadata);
        }

        var padded = Padded(json);
        var header = new byte[sizeof(ulong) + padded.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)padded.Length);
        padded.CopyTo(header.AsSpan(sizeof(ulong)));
        return header;
    }

    private static void WriteJson(Utf8JsonWriter writer, SafetensorsSource[] tensors, IReadOnlyList<(string Key, string Value)> metadata)
    {
        writer.WriteStartObject();
        if (metadata.Count > 0)
        {
            writer.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        var begin = 0L;
        foreach (var tensor in tensors)
        {
            var end = begin + ((long)tensor.Length * tensor.ElementBytes);
            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", tensor.Type);
            WriteIntegers(writer, "shape", tensor.Shape.Select(extent => (long)extent));
            WriteIntegers(writer, "data_offsets", [begin, end]);
            writer.WriteEndObject();
            begin = end;
        }

        writer.WriteEndObject();
    }

    private static void WriteIntegers(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteValues(Stream stream, SafetensorsSource tensor, Span<byte> block, ContentHash sum)
    {
        int count;
        for (var start = 0; start < tensor.Length; start += count)
        {
            count = Math.Min(BlockLength / tensor.ElementBytes, tensor.Length - start);
            var bytes = block[..(count * tensor.ElementBytes)];
            tensor.Copy(start, bytes);
            Write(stream, bytes, sum);
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<byte> bytes, ContentHash sum)
    {
        sum.Add(bytes);
        AtomicFile.Reach(WriteStep.Write);
        stream.Write(bytes);
    }

    private static void CheckNames(SafetensorsSource[] sorted)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        foreach (var tensor in sorted)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"A file cannot hold the tensor '{tensor.Name}': the name is reserved or stands twice.");
            }
        }
    }

    // Names by their bytes, as the reference compares them; UTF-16 orders characters beyond U+FFFF otherwise.
    private sealed class Utf8Order : IComparer<byte[]>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
