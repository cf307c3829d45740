using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// erf(x) within 4 ulp. Below 1 it is x · P(x²) / Q(x²), minimax in relative error; above, 1 - exp(-w(x)) with a
/// polynomial for w = -ln(1 - erf x), whose errors the exponential makes small. Sign and zero are kept, NaN stays.
/// </summary>
internal readonly struct ErrorFunction : IUnaryOperator
{
    /// <summary>erf(x) = 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // From 3.925 on, erf rounds to 1.
        var a = TSimd.Min(TSimd.Create(3.94f), TSimd.Abs(x));
        var one = TSimd.Create(1f);
        var y = TSimd.Blend(TSimd.GreaterThan(a, one), Far<TSimd, TVector>(a), Near<TSimd, TVector>(a));
        return TSimd.CopySign(y, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Near<TSimd, TVector>(TVector a)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var t = TSimd.Multiply(a, a);
        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(-0.00134766125832f), TSimd.Create(0.0231010680261f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.0202588459019f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(1.1283791671f));
        var q = TSimd.FusedMultiplyAdd(t, TSimd.Create(0.0375704890412f), TSimd.Create(0.351287137182f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(1f));
        return TSimd.Multiply(a, TSimd.Divide(p, q));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Far<TSimd, TVector>(TVector a)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var w = TSimd.FusedMultiplyAdd(a, TSimd.Create(-0.00018557443328f), TSimd.Create(0.00293961121387f));
        w = TSimd.FusedMultiplyAdd(a, w, TSimd.Create(-0.0218053333182f));
        w = TSimd.FusedMultiplyAdd(a, w, TSimd.Create(0.103037399338f));
        w = TSimd.FusedMultiplyAdd(a, w, TSimd.Create(0.638225642249f));
        w = TSimd.FusedMultiplyAdd(a, w, TSimd.Create(1.12704005726f));
        w = TSimd.FusedMultiplyAdd(a, w, TSimd.Create(0.000353714170799f));
        var rest = Exponential.Bounded<TSimd, TVector>(TSimd.Subtract(TSimd.Create(0f), w));
        return TSimd.Subtract(TSimd.Create(1f), rest);
    }
}
