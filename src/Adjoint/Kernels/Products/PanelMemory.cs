using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>
/// A thread's own memory for packed panels and rows: allocated when the thread computes its first product of that kind and kept as long as it lives, so that products
/// allocate nothing afterwards. It begins on a cache line, so that no vector of a panel lies in two.
/// </summary>
internal static class PanelMemory
{
    /// <summary>The most columns of a panel: four vectors of 512 bits.</summary>
    public const int MaxColumns = 64;

    /// <summary>The most terms of a panel: 128 KiB, an eighth of the second-level cache of a server core.</summary>
    public const int MaxTerms = 512;

    /// <summary>The most numbers of a block of packed rows, with the gaps between them: a quarter of that cache.</summary>
    public const int MaxBlock = 64 * 1024;

    /// <summary>The most columns whose panels are packed side by side: with <see cref="MaxTerms"/>, 2 MiB.</summary>
    public const int MaxStoredColumns = 1024;

    /// <summary>The most numbers of a piece of a result that is used up at once: a quarter of that cache.</summary>
    public const int MaxPiece = 64 * 1024;

    /// <summary>The most rows of results that have no place of their own: columns of a product that is turned.</summary>
    public const int MaxRows = 24;

    private const int LineLength = 16;

    [ThreadStatic]
    private static float[]? _panel;

    [ThreadStatic]
    private static float[]? _block;

    [ThreadStatic]
    private static float[]? _store;

    [ThreadStatic]
    private static float[]? _piece;

    /// <summary>Where the start of the sums lies, one row of a panel.</summary>
    public static ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref FirstLine(_panel ??= Allocate((1 + MaxRows + MaxTerms) * MaxColumns));
    }

    /// <summary>Where packed rows lie.</summary>
    public static ref float Block => ref FirstLine(_block ??= Allocate(MaxBlock));

    /// <summary>Where panels lie side by side.</summary>
    public static ref float Store => ref FirstLine(_store ??= Allocate(MaxTerms * MaxStoredColumns));

    /// <summary>Where a piece of a result lies that is used up at once.</summary>
    public static ref float Piece => ref FirstLine(_piece ??= Allocate(MaxPiece));

    /// <summary>Where the panel lies, given where the start lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Panel(ref float start) => ref Unsafe.Add(ref start, MaxColumns + (MaxRows * MaxColumns));

    /// <summary>Where results lie that C has no room for, or that have to be turned, given where the start lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Overhang(ref float start) => ref Unsafe.Add(ref start, MaxColumns);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] Allocate(int length) => GC.AllocateUninitializedArray<float>(LineLength + length, pinned: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref float FirstLine(float[] memory)
    {
        // Pinned for good, so that the address is one for good.
        ref var first = ref MemoryMarshal.GetArrayDataReference(memory);
        var offset = (nuint)Unsafe.AsPointer(ref first) % (LineLength * sizeof(float));
        return ref Unsafe.AddByteOffset(ref first, (LineLength * sizeof(float)) - offset);
    }
}
