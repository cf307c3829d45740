using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The Gaussian error linear unit, the exact one (PyTorch's default): x · Φ(x) with Φ(x) = (1 + erf(x/√2)) / 2, the
/// normal distribution function.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Gelu : IEpilogue
{
    private const float HalfRoot = 0.70710678118654752f;
    private const float DensityAtZero = 0.39894228040143268f;

    /// <summary>y = x · Φ(x).</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<Gelu>(x, y);

    /// <summary>dx = dy · (Φ(x) + x · φ(x)) with φ(x) = exp(-x²/2) / √(2π), from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map<Gradient>(x, dy, dx);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(x, Distribution<TSimd, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Distribution<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var half = TSimd.Create(0.5f);
        return TSimd.FusedMultiplyAdd(half, ErrorFunction.Apply<TSimd, TVector>(TSimd.Multiply(x, TSimd.Create(HalfRoot))), half);
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var bell = Exponential.OfSmall<TSimd, TVector>(TSimd.Multiply(TSimd.Multiply(x, x), TSimd.Create(-0.5f)));
            var density = TSimd.Multiply(bell, TSimd.Create(DensityAtZero));
            return TSimd.Multiply(dy, TSimd.FusedMultiplyAdd(x, density, Distribution<TSimd, TVector>(x)));
        }
    }
}
