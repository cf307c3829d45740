using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The columns of B are in B: the first tile that goes by packs them for the others, which costs nothing beside its multiply-adds.</summary>
internal readonly struct UnpackedPanel : IPanel
{
    /// <inheritdoc/>
    public static bool Packs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }
}
