using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint;

/// <summary>Reads IDX files, gzipped or not. No memory is taken for values before it is known that the file holds about as many.</summary>
internal static class IdxFile
{
    private const int BlockLength = 1 << 20;

    /// <summary>A gzipped file that says to hold more than so many times its own length is read once without keeping anything, to see whether that is true.</summary>
    private const int UsualRatio = 20;

    /// <summary>What a block of values in big-endian bytes is handed to, with the number of its first value.</summary>
    private delegate void TakeBlock(ReadOnlySpan<byte> block, int first);

    /// <summary>The rows of a file of images: bytes where they lie in the file, or in memory if it is gzipped; other types as floats in memory.</summary>
    public static FeatureSource ReadImages(string path)
    {
        var (header, isGzipped) = ReadHeader(path, IdxContent.Images);
        if (header.Rows > Array.MaxLength || header.Count / header.Rows > Array.MaxLength)
        {
            throw IdxHeader.Bad(path, $"a set has at most {Array.MaxLength} rows of as many values, found {header.Values}");
        }

        var width = (int)(header.Count / header.Rows);
        if (header.Type == IdxType.UnsignedByte)
        {
            return isGzipped
                ? ByteRows.InMemory(ReadBytes(path, header, isGzipped), width, byte.MaxValue)
                : ByteRows.InFile(Map(path, header), header.Length, (int)header.Rows, width, byte.MaxValue);
        }

        return new FloatRows(ReadFloats(path, header, isGzipped), width);
    }

    /// <summary>The labels of a file.</summary>
    public static byte[] ReadLabels(string path)
    {
        var (header, isGzipped) = ReadHeader(path, IdxContent.Labels);
        return ReadBytes(path, header, isGzipped);
    }

    private static (IdxHeader Header, bool IsGzipped) ReadHeader(string path, IdxContent content)
    {
        using var file = File.OpenRead(path);
        var isGzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        var header = Read(file, path, isGzipped, stream => IdxHeader.Read(stream, path, content));
        if (!isGzipped)
        {
            RequireLength(path, header, file.Length);
        }

        return (header, isGzipped);
    }

    private static MappedFile Map(string path, IdxHeader header)
    {
        var file = MappedFile.Open(path);
        // Again: this is the file that will be read.
        RequireLength(path, header, file.Length);
        return file;
    }

    private static byte[] ReadBytes(string path, IdxHeader header, bool isGzipped)
    {
        using var file = OpenValues(path, header, isGzipped);
        var bytes = GC.AllocateUninitializedArray<byte>((int)header.Count);
        Read(file, path, isGzipped, stream => ReadValues(stream, path, header, (block, first) => block.CopyTo(bytes.AsSpan(first))));
        return bytes;
    }

    private static float[] ReadFloats(string path, IdxHeader header, bool isGzipped)
    {
        using var file = OpenValues(path, header, isGzipped);
        var floats = GC.AllocateUninitializedArray<float>((int)header.Count);
        Read(file, path, isGzipped, stream => ReadValues(stream, path, header, (block, first) =>
        {
            var size = header.Type.Size();
            for (var i = 0; i < block.Length / size; i++)
            {
                floats[first + i] = Value(block[(i * size)..], first + i, header.Type, path);
            }
        }));
        return floats;
    }

    /// <summary>A file whose values are worth the memory that they will take.</summary>
    private static FileStream OpenValues(string path, IdxHeader header, bool isGzipped)
    {
        if (header.Count > Array.MaxLength)
        {
            throw IdxHeader.Bad(path, $"{header.Values} are more than the {Array.MaxLength} that an array can hold");
        }

        var file = File.OpenRead(path);
        try
        {
            if (isGzipped && header.ValueBytes / UsualRatio > file.Length)
            {
                Read(file, path, isGzipped, stream => ReadValues(stream, path, header, take: null));
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file from its beginning, decompressed.</summary>
    private static T Read<T>(FileStream file, string path, bool isGzipped, Func<Stream, T> read)
    {
        file.Position = 0;
        if (!isGzipped)
        {
            return read(file);
        }

        using var stream = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return read(stream);
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw IdxHeader.Bad(path, $"its gzip data is damaged ({error.Message})", error);
        }
    }

    /// <summary>Reads all values block by block; the number of values.</summary>
    private static long ReadValues(Stream stream, string path, IdxHeader header, TakeBlock? take)
    {
        var block = new byte[(int)Math.Min(BlockLength, Math.Max(header.Length, header.ValueBytes))];
        stream.ReadExactly(block.AsSpan(0, header.Length));
        for (var found = 0L; found < header.ValueBytes;)
        {
            var expected = (int)Math.Min(block.Length, header.ValueBytes - found);
            var length = stream.ReadAtLeast(block.AsSpan(0, expected), expected, throwOnEndOfStream: false);
            if (length < expected)
            {
                throw Short(path, header, found + length);
            }

            take?.Invoke(block.AsSpan(0, length), (int)(found / header.Type.Size()));
            found += length;
        }

        return stream.ReadByte() < 0 ? header.Count : throw Long(path, header);
    }

    private static float Value(ReadOnlySpan<byte> bytes, int index, IdxType type, string path)
    {
        switch (type)
        {
            case IdxType.SignedByte:
                return (sbyte)bytes[0];
            case IdxType.Int16:
                return BinaryPrimitives.ReadInt16BigEndian(bytes);
            case IdxType.Float32:
                return BinaryPrimitives.ReadSingleBigEndian(bytes);
            case IdxType.Int32:
                var whole = BinaryPrimitives.ReadInt32BigEndian(bytes);
                var rounded = (float)whole;
                // Compared as doubles: both fit these.
                return (double)rounded == whole
                    ? rounded
                    : throw IdxHeader.Bad(path, $"value {index} of all is {whole}, which float32 does not hold: it counts without gaps to 16,777,216");
            default:
                var number = BinaryPrimitives.ReadDoubleBigEndian(bytes);
                return float.IsFinite((float)number) || !double.IsFinite(number)
                    ? (float)number
                    : throw IdxHeader.Bad(path, FormattableString.Invariant($"value {index} of all is {number}, which is beyond the range of float32"));
        }
    }

    private static void RequireLength(string path, IdxHeader header, long length)
    {
        if (length - header.Length != header.ValueBytes)
        {
            throw length - header.Length < header.ValueBytes ? Short(path, header, length - header.Length) : Long(path, header);
        }
    }

    private static InvalidDataException Short(string path, IdxHeader header, long found) =>
        IdxHeader.Bad(path, $"it ends early: expected {header.Values}, found {found / header.Type.Size()}");

    private static InvalidDataException Long(string path, IdxHeader header) =>
        IdxHeader.Bad(path, $"it goes on after its last value: expected {header.Values}, found more");
}
