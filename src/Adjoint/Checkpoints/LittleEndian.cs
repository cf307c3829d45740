using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Files hold little-endian numbers; on nearly every machine so does memory.</summary>
internal static class LittleEndian
{
    /// <summary>Turns numbers of this machine into those of a file, or back, where they lie.</summary>
    public static void Swap(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, uint>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
