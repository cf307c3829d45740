using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// eˣ = 2ⁿ · eʳ with n the whole number nearest to x / ln 2 and r = x - n · ln 2 in two pieces; eʳ by a minimax polynomial. Within 1
/// ulp (2 among subnormals); 0 below -104, infinity above 88.73, NaN stays. The runtime's own Vector.Exp may differ
/// between machines with and without fused multiply-add.
/// </summary>
internal readonly struct Exponential : IUnaryOperator
{
    /// <summary>
    /// 1.5 · 2²³ + 127. Adding it leaves no bits for a fraction: it rounds to the nearest whole number n, and the last bits of the sum are n + 127, the biased
    /// exponent of 2ⁿ. Shifting them up to the exponent's place makes 2ⁿ.
    /// </summary>
    public const float Rounder = 12583039f;

    private const int ToExponent = 23;
    private const float RaiseExponent = 48f;

    /// <summary>2⁴⁸, by which <see cref="Raised{TSimd, TVector}(TVector)"/> is too large.</summary>
    public const float Raise = 281474976710656f;

    /// <summary>1 / <see cref="Raise"/>.</summary>
    public const float Lower = 1 / Raise;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // The constant comes first: Min and Max return their second operand for NaN.
        x = TSimd.Max(TSimd.Create(-110f), TSimd.Min(TSimd.Create(90f), x));
        var p = Split<TSimd, TVector>(x, Rounder, out var n, out _);
        return TSimd.Scale(TSimd.Add(p, TSimd.Create(1f)), n);
    }

    /// <summary>eˣ for x up to 50, -∞ included: the same bits as <see cref="Apply"/>; anything for larger x, but NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfSmall<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(Raised<TSimd, TVector>(TSimd.Max(TSimd.Create(-110f), x)), TSimd.Create(Lower));

    /// <summary>eˣ for x in -80 ... 80, the same bits as <see cref="Apply"/>; anything for other x, but NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Bounded<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var p = Split<TSimd, TVector>(x, Rounder, out _, out var power);
        return TSimd.Multiply(TSimd.Add(p, TSimd.Create(1f)), power);
    }

    /// <summary>
    /// eˣ · <see cref="Raise"/> for x in -120 ... 0, anything for other x, but NaN for NaN: never subnormal, so that a product with it loses nothing
    /// before it is multiplied by <see cref="Lower"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Raised<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var p = Raised<TSimd, TVector>(x, out var power);
        return TSimd.Multiply(TSimd.Add(p, TSimd.Create(1f)), power);
    }

    /// <summary>
    /// The same in two factors: <paramref name="power"/>, and 1 + what is returned. A number times the second is had with one rounding by a
    /// fused multiply-add.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Raised<TSimd, TVector>(TVector x, out TVector power)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        Split<TSimd, TVector>(x, Rounder + RaiseExponent, out _, out power);

    /// <summary>n, 2ⁿ (times 2ᵏ, where the rounder is larger by k), and eʳ - 1. The powers are those of the range of exponents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Split<TSimd, TVector>(TVector x, float roundBy, out TVector n, out TVector power)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var rounder = TSimd.Create(roundBy);
        var rounded = TSimd.FusedMultiplyAdd(x, TSimd.Create(1.4426950408889634f), rounder);
        n = TSimd.Subtract(rounded, rounder);
        power = TSimd.ShiftLeftBits(rounded, ToExponent);
        var r = TSimd.FusedMultiplyAdd(n, TSimd.Create(-0.693145752f), x);
        r = TSimd.FusedMultiplyAdd(n, TSimd.Create(-1.42860682e-6f), r);

        var p = TSimd.FusedMultiplyAdd(r, TSimd.Create(0.00138143193245f), TSimd.Create(0.00836885118634f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.0416684011099f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.166665195228f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.49999993373f));
        return TSimd.FusedMultiplyAdd(TSimd.Multiply(r, r), p, r);
    }
}
