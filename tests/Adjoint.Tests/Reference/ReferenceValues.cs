using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Tests.Reference;

/// <summary>Reads what <c>tests/reference/reference.py</c> wrote.</summary>
internal static class ReferenceValues
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "reference", file);

    public static JsonElement ReadJson(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(file)));
        return document.RootElement.Clone();
    }

    /// <summary>The numbers of an array of any depth, row-major.</summary>
    public static float[] Floats(this JsonElement element, string property) =>
        [.. Numbers(element.GetProperty(property)).Select(number => number.GetSingle())];

    public static double[] Doubles(this JsonElement element, string property) =>
        [.. Numbers(element.GetProperty(property)).Select(number => number.GetDouble())];

    public static int[] Integers(this JsonElement element, string property) =>
        [.. Numbers(element.GetProperty(property)).Select(number => number.GetInt32())];

    public static float Float(this JsonElement element, string property) => element.GetProperty(property).GetSingle();

    public static double Double(this JsonElement element, string property) => element.GetProperty(property).GetDouble();

    public static int Integer(this JsonElement element, string property) => element.GetProperty(property).GetInt32();

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>The tensors of a safetensors file by name, which hold nothing but float32.</summary>
    /// <remarks>Trusts the file, and shares no code with the library's reader, which tests compare with this one.</remarks>
    public static Dictionary<string, ReferenceTensor> ReadSafetensors(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        var headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerLength));
        var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
        foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            Assert.Equal("F32", entry.Value.Text("dtype"));
            var offsets = entry.Value.Integers("data_offsets");
            var data = bytes.AsSpan(8 + headerLength)[offsets[0]..offsets[1]];
            tensors.Add(entry.Name, new ReferenceTensor(entry.Value.Integers("shape"), MemoryMarshal.Cast<byte, float>(data).ToArray()));
        }

        return tensors;
    }

    private static IEnumerable<JsonElement> Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element];
}

/// <summary>A shape and its numbers, row-major.</summary>
internal sealed record ReferenceTensor(int[] Shape, float[] Values);
