using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Files hold little-endian numbers; on nearly every machine so does memory.</summary>
internal static class LittleEndian
{
    /// <summary>Turns numbers of this machine into those of a file, or back, where they lie.</summary>
    public static void Swap<T>(Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            foreach (ref var value in values)
            {
                MemoryMarshal.AsBytes(new Span<T>(ref value)).Reverse();
            }
        }
    }
}
