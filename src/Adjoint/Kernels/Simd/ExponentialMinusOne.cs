using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// eˣ - 1 within 3 ulp, near zero too. With x = n · ln 2 + r it is 2ⁿ · p + (2ⁿ - 1), where p = eʳ - 1 = r + r² · P(r), minimax in relative error: nothing cancels,
/// because p is at least -0.3. -1 below -17.4, infinity above 88.73; sign and zero are kept, NaN stays.
/// </summary>
internal readonly struct ExponentialMinusOne : IUnaryOperator
{
    /// <summary>eˣ - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // The constant comes first: Min and Max return their second operand for NaN.
        var a = TSimd.Max(TSimd.Create(-40f), TSimd.Min(TSimd.Create(89f), x));
        // By half of 2ⁿ, and doubled at the end: 2¹²⁸ is no float, though some of its multiples by eʳ are.
        var rounder = TSimd.Create(Exponential.Rounder - 1);
        var rounded = TSimd.FusedMultiplyAdd(a, TSimd.Create(1.4426950408889634f), rounder);
        var half = TSimd.ShiftLeftBits(rounded, 23);
        var n = TSimd.Subtract(rounded, rounder);
        var r = TSimd.FusedMultiplyAdd(n, TSimd.Create(-0.693145752f), a);
        r = TSimd.FusedMultiplyAdd(n, TSimd.Create(-1.42860682e-6f), r);

        var p = TSimd.FusedMultiplyAdd(r, TSimd.Create(0.00138825180947f), TSimd.Create(0.00836653815339f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.0416672004243f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.166665434908f));
        p = TSimd.FusedMultiplyAdd(r, p, TSimd.Create(0.499999981511f));
        p = TSimd.FusedMultiplyAdd(TSimd.Multiply(r, r), p, r);

        var y = TSimd.FusedMultiplyAdd(p, half, TSimd.Subtract(half, TSimd.Create(0.5f)));
        y = TSimd.Add(y, y);

        // Where n is 0, halving could make it subnormal and take its last bit.
        y = TSimd.Blend(TSimd.LessThan(TSimd.Abs(x), TSimd.Create(0.25f)), p, y);
        return TSimd.CopySign(y, x);
    }
}
