using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The hyperbolic tangent, within 4 ulp everywhere: 2h / (1 + h²) of the tangent h of half the argument, whose errors vanish as h approaches 1. h is x/2 · P(x²) / Q(x²), of whose error
/// minimax leaves 7.9e-9 in the result up to where that rounds to 1; all coefficients are positive, so that no digit is lost in the sums. P(0) = Q(0) = 1, so tiny numbers are their own
/// tangent. With S = x P, one division does it: S Q / (Q² + S²/4).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Tanh : IEpilogue, IResultGradient
{
    /// <summary>From here on the tangent rounds to 1, and so does what is computed for it.</summary>
    private const float Bound = 9.0109f;

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
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<BackwardOf<Tanh>>(y, dy, dx);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var a = TSimd.Min(TSimd.Create(Bound), TSimd.Abs(x));
        var t = TSimd.Multiply(a, a);
        var p = TSimd.FusedMultiplyAdd(t, TSimd.Create(0.000114329996f), TSimd.Create(0.0297773015f));
        var s = TSimd.FusedMultiplyAdd(TSimd.Multiply(a, t), p, a);
        var q = TSimd.FusedMultiplyAdd(t, TSimd.Create(1.23061898e-6f), TSimd.Create(0.00120691617f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(0.113110602f));
        q = TSimd.FusedMultiplyAdd(t, q, TSimd.Create(1f));
        var divisor = TSimd.FusedMultiplyAdd(q, q, TSimd.Multiply(TSimd.Multiply(s, TSimd.Create(0.25f)), s));
        return TSimd.CopySign(TSimd.Divide(TSimd.Multiply(s, q), divisor), x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ApplyBackward<TSimd, TVector>(TVector y, TVector dy)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(dy, TSimd.Subtract(TSimd.Create(1f), TSimd.Multiply(y, y)));
}
