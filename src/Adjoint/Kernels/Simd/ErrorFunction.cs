using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// erf(x) within 2 ulp. Below 1 it is x · P(x²), minimax in relative error, with the leading coefficient in two pieces; above, 1 - exp(-w(x)) with a
/// polynomial for w = -ln(1 - erf x), whose errors the exponential makes small. Sign and zero are kept, NaN stays.
/// </summary>
internal readonly struct ErrorFunction : IUnaryOperator
{
    private const double SlopeAtZero = 1.1283791670955126; // 2/√π

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
        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(7.89873358802e-5f), TSimd.Create(-0.000802482977041f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.00519016368651f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(-0.0268549166509f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.112836173794f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(-0.37612629821f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create((float)(SlopeAtZero - (float)SlopeAtZero)));
        return TSimd.FusedMultiplyAdd(a, TSimd.Create((float)SlopeAtZero), TSimd.Multiply(a, p));
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
