using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The natural logarithm, within 2 ulp. x = 2ᵏ · m with m in √½ ... √2; then ln x = k · ln 2 + ln m, with ln 2 in two pieces and ln(1 + f) = f - f²/2 + f³ P(f)
/// minimax in relative error. -∞ at zero, NaN below, subnormal numbers included.
/// </summary>
internal readonly struct Logarithm : IUnaryOperator
{
    /// <summary>The bits of √½: where the mantissa's range begins.</summary>
    private const uint RootOfHalf = 0x3F3504F3;

    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var subnormal = TSimd.LessThan(x, TSimd.Create(1.17549435e-38f));
        var normal = TSimd.Blend(subnormal, TSimd.Multiply(x, TSimd.Create(8388608f)), x);
        var mantissa = Split<TSimd, TVector>(normal, out var exponent);
        exponent = TSimd.Subtract(exponent, TSimd.Blend(subnormal, TSimd.Create(23f), TSimd.Create(0f)));
        var y = Combine<TSimd, TVector>(TSimd.Subtract(mantissa, TSimd.Create(1f)), exponent);
        return Extremes<TSimd, TVector>(x, y);
    }

    /// <summary>m in √½ ... √2, and k, of a normal positive x = 2ᵏ · m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Split<TSimd, TVector>(TVector x, out TVector exponent)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var shifted = TSimd.AddBits(x, TSimd.CreateBits(0x3F800000 - RootOfHalf));
        var biased = TSimd.ShiftRightBits(shifted, 23);
        // A whole number below 2²³ in the mantissa of 2²³ is that number as a float, plus 2²³.
        exponent = TSimd.Subtract(TSimd.XorBits(biased, TSimd.Create(8388608f)), TSimd.Create(8388608f + 127));
        // Without the exponent what remains is the distance from √½.
        return TSimd.AddBits(TSimd.XorBits(shifted, TSimd.ShiftLeftBits(biased, 23)), TSimd.CreateBits(RootOfHalf));
    }

    /// <summary>k · ln 2 + ln(1 + f) for f in √½ - 1 ... √2 - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Combine<TSimd, TVector>(TVector f, TVector k)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var p = TSimd.FusedMultiplyAdd(f, TSimd.Create(0.0674663828802f), TSimd.Create(-0.116756512308f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.118881629682f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.124055890599f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.142195522788f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.166679958435f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.200021186629f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.250000095996f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.33333312604f));
        var square = TSimd.Multiply(f, f);
        var rest = TSimd.Multiply(TSimd.Multiply(square, f), p);
        rest = TSimd.FusedMultiplyAdd(square, TSimd.Create(-0.5f), rest);
        rest = TSimd.FusedMultiplyAdd(k, TSimd.Create(-2.12194440e-4f), rest);
        return TSimd.FusedMultiplyAdd(k, TSimd.Create(0.693359375f), TSimd.Add(f, rest));
    }

    /// <summary>y, but x where it is infinite or NaN, -∞ where it is zero and NaN where it is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Extremes<TSimd, TVector>(TVector x, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var zero = TSimd.Create(0f);
        var outside = TSimd.Blend(TSimd.LessThan(x, zero), TSimd.Create(float.NaN), TSimd.Create(float.NegativeInfinity));
        y = TSimd.Blend(TSimd.GreaterThan(x, zero), y, outside);
        return TSimd.Blend(TSimd.LessThan(x, TSimd.Create(float.PositiveInfinity)), y, x);
    }

    /// <summary>
    /// ln(1 + x), within 2 ulp: what 1 + x loses by rounding comes back into f, so that tiny x are their own logarithm. Sign and zero are kept.
    /// </summary>
    internal readonly struct OnePlus : IUnaryOperator
    {
        /// <summary>ln(1 + x).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var one = TSimd.Create(1f);
            var sum = TSimd.Add(one, x);
            var part = TSimd.Subtract(sum, one);
            var lost = TSimd.Add(TSimd.Subtract(one, TSimd.Subtract(sum, part)), TSimd.Subtract(x, part));
            var mantissa = Split<TSimd, TVector>(sum, out var exponent);
            // Above 2⁶⁰ nothing worth its place is lost; 2⁻ᵏ stays a normal number.
            var scale = TSimd.PowerOfTwo(TSimd.Max(TSimd.Subtract(TSimd.Create(0f), exponent), TSimd.Create(-60f)));
            var f = TSimd.FusedMultiplyAdd(lost, scale, TSimd.Subtract(mantissa, one));
            var y = TSimd.CopySign(Combine<TSimd, TVector>(f, exponent), x);
            return Extremes<TSimd, TVector>(sum, y);
        }
    }
}
