using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The sigmoid-weighted linear unit, or swish (PyTorch's SiLU): x · σ(x) with σ(x) = 1 / (1 + exp(-x)). Within 4 ulp everywhere; 0 at minus infinity, where PyTorch
/// has NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Silu : IEpilogue
{
    /// <summary>y = x · σ(x).</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<Silu>(x, y);

    /// <summary>dx = dy · σ(x) · (1 + x · σ(-x)), from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<Gradient>(x, dy, dx);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // Below, the result is less than half of the smallest number.
        x = TSimd.Max(TSimd.Create(-110f), x);
        var raised = Exponential.Raised<TSimd, TVector>(TSimd.Max(TSimd.Create(-110f), Negative.Of<TSimd, TVector>(x)));
        return Gate.Apply<TSimd, TVector>(x, raised);
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            x = TSimd.Max(TSimd.Create(-110f), TSimd.Min(TSimd.Create(110f), x));
            return TSimd.Multiply(dy, Gate.Slope<TSimd, TVector>(x, x, Exponential.OfSmall<TSimd, TVector>(Negative.Of<TSimd, TVector>(x))));
        }
    }
}
