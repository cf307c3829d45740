using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The logistic function, within 4 ulp everywhere: with e = exp(-|x|), which cannot overflow, it is 1/(1+e) for positive
/// and e/(1+e) for negative x.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Sigmoid : IEpilogue, IResultGradient
{
    /// <summary>y = 1 / (1 + exp(-x)).</summary>
    /// <param name="x">Any number of elements.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<Sigmoid>(x, y);

    /// <summary>dx = dy · y · (1 - y), from the result of the forward pass.</summary>
    /// <param name="y">The result of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<BackwardOf<Sigmoid>>(y, dy, dx);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var one = TSimd.Create(1f);
        var e = Exponential.OfSmall<TSimd, TVector>(TSimd.Subtract(TSimd.Create(0f), TSimd.Abs(x)));
        var numerator = TSimd.Blend(TSimd.LessThan(x, TSimd.Create(0f)), e, one);
        return TSimd.Divide(numerator, TSimd.Add(one, e));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ApplyBackward<TSimd, TVector>(TVector y, TVector dy)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.Multiply(dy, y), TSimd.Subtract(TSimd.Create(1f), y));
}
