using System.Buffers.Binary;
using System.Text;

namespace Adjoint.Tests.Checkpoints;

/// <summary>Builds safetensors files by hand, valid or not.</summary>
internal static class Safetensors
{
    public static byte[] File(string header, int dataLength = 0) => File(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] File(byte[] header, params byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    public static string Entry(string name, string shape, string offsets, string type = "F32") =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":{{offsets}}}
        """;

    public static float[] Floats(SafetensorsReader reader, string name)
    {
        var entry = reader.Entries.Single(entry => entry.Name == name);
        var values = new float[(entry.End - entry.Begin) / sizeof(float)];
        reader.ReadFloats(entry, 0, values);
        return values;
    }

    public static SafetensorsSource Source(string name, int[] shape, params float[] values) =>
        new(name, shape, (start, destination) => values.AsSpan(start, destination.Length).CopyTo(destination));
}
