using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The rectifier max(x, 0). NaN stays NaN, so that a diverged model is seen.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Relu : IEpilogue, IResultGradient
{
    /// <summary>y = max(x, 0); NaN where x is NaN.</summary>
    /// <param name="x">Any number of elements.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<Relu>(x, y);

    /// <summary>dx = y > 0 ? dy : 0, from the result of the forward pass.</summary>
    /// <param name="y">The result of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<BackwardOf<Relu>>(y, dy, dx);

    /// <inheritdoc/>
    public static bool IsShort { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => true; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var zero = TSimd.Create(0f);
        return TSimd.Blend(TSimd.LessThanOrEqual(x, zero), zero, x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ApplyBackward<TSimd, TVector>(TVector y, TVector dy)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var zero = TSimd.Create(0f);
        return TSimd.Blend(TSimd.GreaterThan(y, zero), dy, zero);
    }
}
