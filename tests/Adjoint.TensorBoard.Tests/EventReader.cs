using System.Buffers.Binary;
using System.Text;

namespace Adjoint.TensorBoard.Tests;

/// <summary>A scalar of an event file.</summary>
internal readonly record struct Scalar(double Time, long Step, string Tag, float Value);

/// <summary>Reads event files by the words of the format alone: no code of the writer's, nor of a protobuf library. Every checksum is compared.</summary>
internal static class EventReader
{
    /// <summary>The version that the first record gives.</summary>
    public static string VersionOf(string path) => Encoding.UTF8.GetString(Fields(Records(File.ReadAllBytes(path)).First()).Single(field => field.Number == 3).Bytes);

    /// <summary>The scalars of a file or, in the order of their names, of all files of a folder.</summary>
    public static Scalar[] Scalars(string path) => Directory.Exists(path)
        ? [.. Directory.GetFiles(path).Order(StringComparer.Ordinal).SelectMany(Scalars)]
        : [.. Records(File.ReadAllBytes(path)).Skip(1).Select(ScalarOf)];

    /// <summary>The data of each whole record; what is cut off at the end is none.</summary>
    public static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at + 12 <= file.Length;)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            if (at + 16 + length > file.Length)
            {
                yield break;
            }

            var data = file.AsSpan(at + 12, length).ToArray();
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return data;
            at += 16 + length;
        }
    }

    /// <summary>CRC-32C bit by bit, of the reflected polynomial 0x1EDC6F41.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        var register = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register & 1) != 0 ? (register >> 1) ^ 0x82F63B78u : register >> 1;
            }
        }

        return register ^ 0xFFFFFFFFu;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var checksum = Checksum(data);
        return unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8u);
    }

    private static Scalar ScalarOf(byte[] record)
    {
        var message = Fields(record);
        var value = Fields(Fields(message.Single(field => field.Number == 5).Bytes).Single(field => field.Number == 1).Bytes);
        return new(
            BitConverter.Int64BitsToDouble((long)message.Single(field => field.Number == 1).Value),
            (long)message.Single(field => field.Number == 2).Value,
            Encoding.UTF8.GetString(value.Single(field => field.Number == 1).Bytes),
            BitConverter.Int32BitsToSingle((int)value.Single(field => field.Number == 2).Value));
    }

    private static List<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((number, Varint(message, ref at), []));
                    break;
                case 1:
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at)), []));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    fields.Add((number, 0, message[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at)), []));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"There is no wire type {key & 7}.");
            }
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
