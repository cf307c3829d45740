using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The hyperbolic tangent, within 4 ulp everywhere. Below 1.5 it is x · P(x²) / Q(x²), minimax in relative error; above, 1 - 2 / (exp(2x) + 1), where the
/// errors of the exponential hardly count. P(0) = Q(0) = 1, so tiny numbers are their own tangent.
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
        // From 9.011 on, tanh rounds to 1.
        var a = TSimd.Min(TSimd.Create(9.02f), TSimd.Abs(x));
        var one = TSimd.Create(1f);
        var t = TSimd.Multiply(a, a);
        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(0.00100408937923f), TSimd.Create(0.110257197943f));
        p = TSimd.FusedMultiplyAdd(TSimd.Multiply(a, t), p, a);
        var q = TSimd.FusedMultiplyAdd(t, TSimd.Create(0.0155348698405f), TSimd.Create(0.443590411193f));
        q = TSimd.FusedMultiplyAdd(t, q, one);
        var e = TSimd.Add(Exponential.Bounded<TSimd, TVector>(TSimd.Add(a, a)), one);

        // One division serves both: y = 0 + p / q, or 1 + (-2) / e.
        var far = TSimd.GreaterThan(a, TSimd.Create(1.5f));
        var y = TSimd.Divide(TSimd.Blend(far, TSimd.Create(-2f), p), TSimd.Blend(far, e, q));
        return TSimd.CopySign(TSimd.Add(TSimd.Blend(far, one, TSimd.Create(0f)), y), x);
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
