using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Classes that a file has as unsigned bytes.</summary>
internal static class ByteLabels
{
    /// <summary>The int or enum of each byte.</summary>
    public static TLabel[] Of<TLabel>(ReadOnlySpan<byte> bytes)
        where TLabel : unmanaged
    {
        var labels = GC.AllocateUninitializedArray<TLabel>(bytes.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Label<TLabel>(bytes[i]);
        }

        return labels;
    }

    // Enums may be of any integer type.
    private static TLabel Label<TLabel>(byte value)
        where TLabel : unmanaged
        => Unsafe.SizeOf<TLabel>() switch
        {
            1 => Unsafe.BitCast<byte, TLabel>(value),
            2 => Unsafe.BitCast<ushort, TLabel>(value),
            4 => Unsafe.BitCast<uint, TLabel>(value),
            _ => Unsafe.BitCast<ulong, TLabel>(value),
        };
}
