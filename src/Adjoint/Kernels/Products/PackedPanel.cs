using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The columns of B are packed, or near enough in B.</summary>
internal readonly struct PackedPanel : IPanel
{
    /// <inheritdoc/>
    public static bool Packs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => false; }
}
