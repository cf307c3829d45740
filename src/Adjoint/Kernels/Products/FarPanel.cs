using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The columns of B are further away, in B or packed with many others: fetched ahead, they cost nothing beside the multiply-adds.</summary>
internal readonly struct FarPanel : IPanel
{
    /// <inheritdoc/>
    public static bool Packs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }

    /// <inheritdoc/>
    public static bool Fetches { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }
}
