using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>What the accumulators of a tile begin at.</summary>
internal static class Start
{
    /// <summary>The vector at the column, or zero if there is no start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TSimd, TVector>(ref readonly float start, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Unsafe.IsNullRef(in start) ? TSimd.Create(0f) : TSimd.Load(in start, column);
}
