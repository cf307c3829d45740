using System.IO.Compression;

namespace Adjoint;

/// <summary>A checked IDX file of unsigned bytes.</summary>
internal sealed class IdxFile
{
    private const int SegmentLength = 1 << 20;

    // Not one array: memory follows the bytes that are there, not the sizes that a header claims.
    private readonly List<byte[]> _segments = [];

    private IdxFile(int[] sizes)
    {
        Sizes = sizes;
        Length = sizes.Aggregate((product, size) => product * size);
    }

    /// <summary>The size of each axis, at least 1.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of bytes: the product of the sizes.</summary>
    public int Length { get; }

    /// <summary>Reads and checks the whole file, gzipped or not.</summary>
    public static IdxFile Read(string path, IdxContent content)
    {
        using var file = File.OpenRead(path);
        var gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream stream = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            var idx = new IdxFile(IdxHeader.Read(stream, path, content));
            idx.ReadValues(stream, path);
            return idx;
        }
        catch (InvalidDataException error) when (gzipped && !error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw IdxHeader.Bad(path, $"its gzip data is damaged ({error.Message})", error);
        }
    }

    /// <summary>The value that <paramref name="table"/> gives each byte.</summary>
    public T[] Convert<T>(ReadOnlySpan<T> table)
    {
        var values = GC.AllocateUninitializedArray<T>(Length);
        var next = 0;
        foreach (var segment in _segments)
        {
            foreach (var value in segment)
            {
                values[next++] = table[value];
            }
        }

        return values;
    }

    private void ReadValues(Stream stream, string path)
    {
        for (var found = 0; found < Length;)
        {
            var segment = new byte[Math.Min(SegmentLength, Length - found)];
            var read = stream.ReadAtLeast(segment, segment.Length, throwOnEndOfStream: false);
            found += read;
            if (read < segment.Length)
            {
                throw IdxHeader.Bad(path, $"it ends early: expected {Length} values ({string.Join(" x ", Sizes)}), found {found}");
            }

            _segments.Add(segment);
        }

        if (stream.ReadByte() >= 0)
        {
            throw IdxHeader.Bad(path, $"it goes on after its last value: expected {Length} values ({string.Join(" x ", Sizes)}), found more");
        }
    }
}
