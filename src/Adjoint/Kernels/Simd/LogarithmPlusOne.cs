using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// ln(1 + x) for x in 0 ... 1, where <c>ln(1 + exp(-|x|))</c> needs it, within 2 ulp, near zero too. Above √2 - 1 it is ln 2 + ln(1 + f) with
/// f = (x - 1) / 2; ln(1 + f) = f - f²/2 + f³ · P(f), minimax in relative error. Anything for other x, but NaN for NaN.
/// </summary>
internal readonly struct LogarithmPlusOne : IUnaryOperator
{
    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var half = TSimd.Create(0.5f);
        var far = TSimd.GreaterThan(x, TSimd.Create(0.41421356f));
        var f = TSimd.Blend(far, TSimd.FusedMultiplyAdd(x, half, TSimd.Create(-0.5f)), x);
        var p = TSimd.FusedMultiplyAdd(f, TSimd.Create(-0.0763565473424f), TSimd.Create(0.127633268896f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.131605825497f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.142015530863f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.166232983703f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.200012333828f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.250008227139f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(0.333333316576f));
        p = TSimd.FusedMultiplyAdd(f, p, TSimd.Create(-0.5f));
        var y = TSimd.FusedMultiplyAdd(TSimd.Multiply(f, f), p, f);
        return TSimd.Add(TSimd.Blend(far, TSimd.Create(0.69314718055994531f), TSimd.Create(0f)), y);
    }
}
