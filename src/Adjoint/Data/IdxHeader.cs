using System.Buffers.Binary;

namespace Adjoint;

/// <summary>What a file of the pair is expected to hold.</summary>
internal enum IdxContent
{
    Images,
    Labels,
}

/// <summary>Bytes 0, 0, type, rank, then the size of each axis (big-endian, 32 bits). What it says is not yet true of the file.</summary>
/// <param name="Type">The type of the values.</param>
/// <param name="Sizes">The size of each axis, at least 1.</param>
/// <param name="Count">Number of values: the product of the sizes.</param>
internal sealed record IdxHeader(IdxType Type, uint[] Sizes, long Count)
{
    // Bytes of values that fit a 64-bit length together with the header.
    private const long MostBytes = long.MaxValue - 2048;

    /// <summary>Bytes of the header itself.</summary>
    public int Length => 4 + (4 * Sizes.Length);

    /// <summary>Bytes of the values.</summary>
    public long ValueBytes => Count * Type.Size();

    /// <summary>Number of images or labels.</summary>
    public uint Rows => Sizes[0];

    /// <summary>"12 values (2 x 2 x 3)".</summary>
    public string Values => $"{Count} values ({string.Join(" x ", Sizes)})";

    public static IdxHeader Read(Stream stream, string path, IdxContent content)
    {
        Span<byte> magic = stackalloc byte[4];
        Fill(stream, magic, path, "the magic number");
        var (type, rank) = ((IdxType)magic[2], magic[3]);
        if (magic[0] != 0 || magic[1] != 0 || type.Size() == 0)
        {
            throw Bad(path, $"expected the magic number 0x000008.., found 0x{Convert.ToHexString(magic)}");
        }

        if (content == IdxContent.Labels ? rank != 1 : rank < 2)
        {
            var (expected, found) = (content == IdxContent.Labels ? "2049 (labels)" : "2051 (images)", (magic[2] << 8) + rank);
            throw Bad(path, $"expected the magic number {expected}, found {found}, of a file with {rank} axes");
        }

        if (content == IdxContent.Labels && type != IdxType.UnsignedByte)
        {
            throw Bad(path, $"labels of type {type.Name()} (0x{magic[2]:X2}) are not supported, only unsigned bytes (0x08)");
        }

        return Sized(stream, path, type, rank);
    }

    public static InvalidDataException Bad(string path, string what, Exception? inner = null) =>
        new($"{path} is not a valid IDX file: {what}.", inner);

    private static IdxHeader Sized(Stream stream, string path, IdxType type, int rank)
    {
        var bytes = new byte[4 * rank];
        Fill(stream, bytes, path, $"the sizes of {rank} axes");
        var sizes = new uint[rank];
        var product = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            sizes[axis] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4 * axis));
            if (sizes[axis] == 0)
            {
                throw Bad(path, $"axis {axis} has size 0, expected at least 1");
            }

            if (sizes[axis] > MostBytes / type.Size() / product)
            {
                throw Bad(path, $"the sizes up to axis {axis} ({sizes[axis]}) make more values than a file can hold");
            }

            product *= sizes[axis];
        }

        return new(type, sizes, product);
    }

    private static void Fill(Stream stream, Span<byte> bytes, string path, string what)
    {
        var found = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (found < bytes.Length)
        {
            throw Bad(path, $"it ends in {what}: expected {bytes.Length} bytes, found {found}");
        }
    }
}
