using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Gives the elements of a tensor from <paramref name="start"/> on, in row-major order, until the destination is full.</summary>
internal delegate void CopyFloats(int start, Span<float> destination);

/// <summary>Gives the elements of a tensor from <paramref name="start"/> on as the bytes of a file, until the destination is full.</summary>
internal delegate void CopyBytes(int start, Span<byte> destination);

/// <summary>A tensor to write.</summary>
/// <param name="Name">Its key in the file.</param>
/// <param name="Type">Its element type, as files name it.</param>
/// <param name="Shape">Extent of each axis; none for a scalar.</param>
/// <param name="Copy">Gives its elements.</param>
internal sealed record SafetensorsSource(string Name, string Type, IReadOnlyList<int> Shape, CopyBytes Copy)
{
    /// <summary>A float32 tensor.</summary>
    public SafetensorsSource(string name, IReadOnlyList<int> shape, CopyFloats copy)
        : this(name, SafetensorsTypes.Float32, shape, (start, bytes) =>
        {
            var values = MemoryMarshal.Cast<byte, float>(bytes);
            copy(start, values);
            LittleEndian.Swap(values);
        })
    {
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes { get; } = SafetensorsTypes.Bits(Type)!.Value / 8;

    /// <summary>A list of whole numbers.</summary>
    public static SafetensorsSource Of(string name, long[] values) => new(name, SafetensorsTypes.Int64, [values.Length], (start, bytes) =>
    {
        for (; bytes.Length > 0; bytes = bytes[sizeof(long)..])
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, values[start++]);
        }
    });

    /// <summary>A list of numbers of double precision.</summary>
    public static SafetensorsSource Of(string name, double[] values) => new(name, SafetensorsTypes.Float64, [values.Length], (start, bytes) =>
    {
        for (; bytes.Length > 0; bytes = bytes[sizeof(double)..])
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, values[start++]);
        }
    });
}
