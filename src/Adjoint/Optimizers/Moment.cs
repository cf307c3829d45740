using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Moments decay geometrically where gradients stay zero (the borders of images) and would end among the subnormal numbers, each of which costs some 150 cycles; .NET cannot
/// switch them off. Below this bound they mean nothing to an update.
/// </summary>
internal static class Moment
{
    /// <summary>Zero where |moment| is below 1e-30; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Flush<TSimd, TVector>(TVector moment)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Blend(TSimd.LessThan(TSimd.Abs(moment), TSimd.Create(1e-30f)), TSimd.Create(0f), moment);

    /// <summary>kept · moment + added · g, flushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Average<TSimd, TVector>(TVector moment, float kept, TVector g, float added)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Flush<TSimd, TVector>(TSimd.FusedMultiplyAdd(TSimd.Create(added), g, TSimd.Multiply(moment, TSimd.Create(kept))));

    /// <summary>kept · moment + added · g², flushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector AverageSquare<TSimd, TVector>(TVector moment, float kept, TVector g, float added)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Flush<TSimd, TVector>(TSimd.FusedMultiplyAdd(TSimd.Multiply(TSimd.Create(added), g), g, TSimd.Multiply(moment, TSimd.Create(kept))));

    /// <summary>g + decay · p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Penalize<TSimd, TVector>(TVector g, float decay, TVector p)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.FusedMultiplyAdd(TSimd.Create(decay), p, g);
}
