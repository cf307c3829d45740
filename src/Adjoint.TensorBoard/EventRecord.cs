using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Adjoint.TensorBoard;

/// <summary>A record of TensorFlow's files: length (u64), its masked checksum (u32), the data, its masked checksum (u32); all little-endian.</summary>
internal static class EventRecord
{
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], MaskedChecksum(header[..8]));
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, MaskedChecksum(data));
        output.Write(header);
        output.Write(data);
        output.Write(footer);
    }

    /// <summary>CRC-32C, turned and shifted so that a checksum of data that holds checksums is none of them.</summary>
    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        var checksum = uint.MaxValue;
        foreach (var value in data)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return BitOperations.RotateRight(~checksum, 15) + 0xA282EAD8;
    }
}
