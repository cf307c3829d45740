using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Adjoint;

/// <summary>An open safetensors file whose header has been checked; it holds what the entries say.</summary>
internal sealed class SafetensorsReader : IDisposable
{
    private const int LengthBytes = sizeof(ulong);
    private const int MaxHeaderLength = 100_000_000;
    private const int BlockLength = 64 * 1024;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly long _dataStart;

    /// <summary>Opens and checks a file.</summary>
    /// <exception cref="InvalidDataException">It is malformed; the message says what, where, expected and found.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public SafetensorsReader(string path)
    {
        _path = path;
        _file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(_file);
            var header = ReadHeader(length);
            _dataStart = LengthBytes + header.Length;
            (Entries, Metadata) = SafetensorsHeaderParser.Parse(path, header);
            SafetensorsLayout.Check(path, Entries, length - _dataStart);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The text beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Compares all bytes with the hash at the end, which <see cref="SafetensorsWriter"/> put there.</summary>
    /// <param name="name">The name of the hash.</param>
    /// <exception cref="InvalidDataException">There is none, or the bytes are not those that were written.</exception>
    public void VerifyHash(string name)
    {
        var entry = Entries.FirstOrDefault(entry => entry.Name == name);
        if (entry is not { Type: SafetensorsTypes.Byte, Shape: [ContentHash.Length] } || Entries.Any(other => other.Begin > entry.Begin))
        {
            throw Bad($"expected the hash '{name}', {SafetensorsTypes.Byte} [{ContentHash.Length}], as its last tensor, found {entry?.ToString() ?? "none"}");
        }

        var hash = new ContentHash();
        var (block, end) = (new byte[BlockLength], _dataStart + entry.Begin);
        for (var position = 0L; position < end; position += BlockLength)
        {
            var bytes = block.AsSpan(0, (int)Math.Min(BlockLength, end - position));
            ReadExactly(position, bytes, "what the hash covers");
            hash.Add(bytes);
        }

        ReadExactly(end, block.AsSpan(0, ContentHash.Length), "the hash");
        var expected = BinaryPrimitives.ReadUInt64LittleEndian(block);
        if (hash.Value != expected)
        {
            throw new InvalidDataException($"{_path} is damaged: its bytes have the hash {hash.Value:x16}, expected {expected:x16}.");
        }
    }

    /// <summary>Fills <paramref name="destination"/> with elements of a float32 tensor, in row-major order.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="start">First element.</param>
    /// <param name="destination">At most the elements that are left, below 512 Mi.</param>
    /// <exception cref="InvalidDataException">The tensor is not of float32, or the file has been cut since it was opened.</exception>
    public void ReadFloats(SafetensorsEntry entry, long start, Span<float> destination)
    {
        if (entry.Type != SafetensorsTypes.Float32)
        {
            throw new InvalidDataException($"{_path}: expected tensor '{entry.Name}' to be F32, found {entry}.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            start + destination.Length, (entry.End - entry.Begin) / sizeof(float), nameof(destination));
        ReadExactly(_dataStart + entry.Begin + (start * sizeof(float)), MemoryMarshal.AsBytes(destination), $"tensor '{entry.Name}'");
        LittleEndian.Swap(destination);
    }

    /// <summary>All whole numbers of a list.</summary>
    public long[] ReadIntegers(SafetensorsEntry entry) => ReadList(entry, SafetensorsTypes.Int64, BinaryPrimitives.ReadInt64LittleEndian);

    /// <summary>All numbers of a list of double precision.</summary>
    public double[] ReadDoubles(SafetensorsEntry entry) => ReadList(entry, SafetensorsTypes.Float64, BinaryPrimitives.ReadDoubleLittleEndian);

    public void Dispose() => _file.Dispose();

    private T[] ReadList<T>(SafetensorsEntry entry, string type, Func<ReadOnlySpan<byte>, T> read)
    {
        if (entry.Type != type || entry.Shape.Length != 1)
        {
            throw new InvalidDataException($"{_path}: expected tensor '{entry.Name}' to be a list of {type}, found {entry}.");
        }

        var bytes = new byte[entry.End - entry.Begin];
        ReadExactly(_dataStart + entry.Begin, bytes, $"tensor '{entry.Name}'");
        return [.. Enumerable.Range(0, (int)entry.Shape[0]).Select(index => read(bytes.AsSpan(index * sizeof(long), sizeof(long))))];
    }

    private byte[] ReadHeader(long fileLength)
    {
        if (fileLength < LengthBytes)
        {
            throw Bad($"expected at least {LengthBytes} bytes, found {fileLength}");
        }

        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        ReadExactly(0, lengthBytes, "the header length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        // Both before the header is allocated: eight bytes must not be able to claim memory.
        if (length > MaxHeaderLength)
        {
            throw Bad($"expected a header of at most {MaxHeaderLength} bytes, found the length {length} at byte 0");
        }

        if ((long)length > fileLength - LengthBytes)
        {
            throw Bad($"expected a header of {length} bytes at byte {LengthBytes}, found {fileLength - LengthBytes} bytes to the end of the file");
        }

        var header = new byte[length];
        ReadExactly(LengthBytes, header, "the header");
        if (header is not [(byte)'{', ..])
        {
            throw Bad($"expected the header to begin with '{{' at byte {LengthBytes}, found {(length == 0 ? "no header" : $"0x{header[0]:X2}")}");
        }

        return Utf8.IsValid(header) ? header : throw Bad($"expected a header in UTF-8, found other bytes at byte {LengthBytes + ValidPrefix(header)}");
    }

    private static int ValidPrefix(ReadOnlySpan<byte> header)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(header[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }

    private void ReadExactly(long position, Span<byte> destination, string what)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(_file, destination, position);
            if (read == 0)
            {
                throw Bad($"expected {destination.Length} more bytes of {what} at byte {position}, found the end of the file");
            }

            position += read;
            destination = destination[read..];
        }
    }

    private InvalidDataException Bad(string what) => SafetensorsError.Bad(_path, what);
}
