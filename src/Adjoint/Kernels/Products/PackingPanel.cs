using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The columns of B are in B, and tiles after this one need them: it packs them for the others while it reads them.</summary>
internal readonly struct PackingPanel : IPanel
{
    /// <inheritdoc/>
    public static bool Packs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }

    /// <inheritdoc/>
    public static bool Fetches { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }
}
