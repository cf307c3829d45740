using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Tests.Data;

/// <summary>Builds IDX files.</summary>
internal static class Idx
{
    public static byte[] File(byte type, uint[] sizes, byte[] values)
    {
        var bytes = new byte[4 + (4 * sizes.Length) + values.Length];
        (bytes[2], bytes[3]) = (type, (byte)sizes.Length);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * axis)), sizes[axis]);
        }

        values.CopyTo(bytes, 4 + (4 * sizes.Length));
        return bytes;
    }

    public static byte[] Images(uint count, uint height, uint width, params byte[] values) => File(8, [count, height, width], values);

    public static byte[] Labels(params byte[] values) => File(8, [(uint)values.Length], values);

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }
}
