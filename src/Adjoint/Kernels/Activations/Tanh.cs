using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The hyperbolic tangent, within 4 ulp everywhere: tanh(x) = x · P(x²) / Q(x²), minimax in relative error on [0, 9.011], where tanh
/// rounds to 1. All coefficients are positive, so nothing cancels, and P(0) = Q(0) = 1, so tiny numbers are their own tangent.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Tanh : IEpilogue
{
    /// <summary>y = tanh(x).</summary>
    /// <param name="x">Any number of elements.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<Tanh>(x, y);

    /// <summary>dx = dy · (1 - y²), from the result of the forward pass.</summary>
    /// <param name="y">The result of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<Gradient>(y, dy, dx);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var limit = TSimd.Create(9.011f);
        var size = TSimd.Abs(x);
        var a = TSimd.Min(limit, size);
        var t = TSimd.Multiply(a, a);
        var one = TSimd.Create(1f);

        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(1.34002931407e-8f), TSimd.Create(2.0647287621e-5f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.00349815126761f));
        p = TSimd.FusedMultiplyAdd(t, p, TSimd.Create(0.133832702977f));
        p = TSimd.FusedMultiplyAdd(t, p, one);

        var q = TSimd.FusedMultiplyAdd(t, TSimd.Create(7.79677304024e-7f), TSimd.Create(0.000328965377379f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.0258869966102f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.467165916519f));
        q = TSimd.FusedMultiplyAdd(t, q, one);

        var y = TSimd.Min(one, TSimd.Divide(TSimd.Multiply(a, p), q));
        y = TSimd.Blend(TSimd.GreaterThan(size, limit), one, y);
        return TSimd.CopySign(y, x);
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector y, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(dy, TSimd.Subtract(TSimd.Create(1f), TSimd.Multiply(y, y)));
    }
}
