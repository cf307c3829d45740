using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>x · σ(z), where z has the sign of x, and its slope: what <see cref="Silu"/> and <see cref="GeluTanh"/> share.</summary>
internal static class Gate
{
    /// <summary>x · σ(z) from <paramref name="raised"/> = exp(-|z|) · <see cref="Exponential.Raise"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x, TVector raised)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // For negative z it is x · e / (1 + e). Where e is subnormal, x would multiply its error: the product is lowered last.
        var (one, lower) = (TSimd.Create(1f), TSimd.Create(Exponential.Lower));
        var negative = TSimd.LessThan(x, TSimd.Create(0f));
        var numerator = TSimd.Blend(negative, TSimd.Multiply(x, raised), x);
        var y = TSimd.Divide(numerator, TSimd.FusedMultiplyAdd(raised, lower, one));
        return TSimd.Multiply(y, TSimd.Blend(negative, lower, one));
    }

    /// <summary>σ(z) · (1 + x · z' · σ(-z)) from <paramref name="steepness"/> = x · z' and <paramref name="e"/> = exp(-|z|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TSimd, TVector>(TVector x, TVector steepness, TVector e)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var one = TSimd.Create(1f);
        var large = TSimd.Divide(one, TSimd.Add(one, e));
        var small = TSimd.Multiply(e, large);
        var negative = TSimd.LessThan(x, TSimd.Create(0f));
        var slope = TSimd.FusedMultiplyAdd(steepness, TSimd.Blend(negative, large, small), one);
        return TSimd.Multiply(TSimd.Blend(negative, small, large), slope);
    }
}
