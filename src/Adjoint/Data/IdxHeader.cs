using System.Buffers.Binary;

namespace Adjoint;

/// <summary>What a file of the pair is expected to hold.</summary>
internal enum IdxContent
{
    Images,
    Labels,
}

/// <summary>Bytes 0, 0, type, rank, then the size of each axis (big-endian, 32 bits).</summary>
internal static class IdxHeader
{
    private const int UnsignedByte = 0x08;

    /// <summary>The sizes, all above 0; their product fits an array.</summary>
    public static int[] Read(Stream stream, string path, IdxContent content)
    {
        Span<byte> magic = stackalloc byte[4];
        Fill(stream, magic, path, "the magic number");
        var (type, rank) = (magic[2], magic[3]);
        if (magic[0] != 0 || magic[1] != 0 || TypeName(type) is not { } typeName)
        {
            throw Bad(path, $"expected the magic number 0x000008.., found 0x{Convert.ToHexString(magic)}");
        }

        if (type != UnsignedByte)
        {
            throw Bad(path, $"values of type {typeName} (0x{type:X2}) are not supported, only unsigned bytes (0x08)");
        }

        if (content == IdxContent.Labels ? rank != 1 : rank < 2)
        {
            var (expected, found) = (content == IdxContent.Labels ? "2049 (labels)" : "2051 (images)", 2048 + rank);
            throw Bad(path, $"expected the magic number {expected}, found {found}, of a file with {rank} axes");
        }

        return Sizes(stream, path, rank);
    }

    public static InvalidDataException Bad(string path, string what, Exception? inner = null) =>
        new($"{path} is not a valid IDX file: {what}.", inner);

    private static int[] Sizes(Stream stream, string path, int rank)
    {
        var bytes = new byte[4 * rank];
        Fill(stream, bytes, path, $"the sizes of {rank} axes");
        var sizes = new int[rank];
        var product = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4 * axis));
            if (size == 0)
            {
                throw Bad(path, $"axis {axis} has size 0, expected at least 1");
            }

            if (size > Array.MaxLength / product)
            {
                throw Bad(path, $"the sizes up to axis {axis} ({size}) make more than the {Array.MaxLength} values that an array can hold");
            }

            product *= size;
            sizes[axis] = (int)size;
        }

        return sizes;
    }

    private static void Fill(Stream stream, Span<byte> bytes, string path, string what)
    {
        var found = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (found < bytes.Length)
        {
            throw Bad(path, $"it ends in {what}: expected {bytes.Length} bytes, found {found}");
        }
    }

    private static string? TypeName(byte type) => type switch
    {
        UnsignedByte => "unsigned byte",
        0x09 => "signed byte",
        0x0B => "int16",
        0x0C => "int32",
        0x0D => "float32",
        0x0E => "float64",
        _ => null,
    };
}
