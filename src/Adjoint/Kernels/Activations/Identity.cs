using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>y = x: the epilogue of a product that is stored as it is.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Identity : IEpilogue
{
    /// <inheritdoc/>
    public static bool IsShort { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => x;
}
