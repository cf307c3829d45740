using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The columns of B are in the first-level cache, or the processor fetches them by itself: they were packed, and read a moment ago.</summary>
internal readonly struct NearPanel : IPanel
{
    /// <inheritdoc/>
    public static bool Packs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }

    /// <inheritdoc/>
    public static bool Fetches { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
}
