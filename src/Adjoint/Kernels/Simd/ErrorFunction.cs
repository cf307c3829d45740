using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// erf(x) = x · P(x²) / Q(x²), minimax in relative error on [0, 3.925], where erf rounds to 1. All coefficients are positive, so nothing
/// cancels. Sign and zero are kept, NaN stays.
/// </summary>
internal readonly struct ErrorFunction : IUnaryOperator
{
    /// <summary>erf(x) = 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var limit = TSimd.Create(3.925f);
        var size = TSimd.Abs(x);
        var a = TSimd.Min(limit, size);
        var t = TSimd.Multiply(a, a);

        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(2.04978811741e-6f), TSimd.Create(0.00028428850849f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.00374952210533f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.0526991068089f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.19006175785f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(1.1283791671f));

        var q = TSimd.FusedMultiplyAdd(t, TSimd.Create(3.80573621249e-5f), TSimd.Create(0.00115818213295f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.0149374966186f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.113962800295f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.501770783108f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(1f));

        var one = TSimd.Create(1f);
        var y = TSimd.Min(one, TSimd.Divide(TSimd.Multiply(a, p), q));
        y = TSimd.Blend(TSimd.GreaterThan(size, limit), one, y);
        return TSimd.CopySign(y, x);
    }
}
