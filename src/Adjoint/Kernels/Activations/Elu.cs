using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The exponential linear unit (PyTorch's ELU): x where it is positive, alpha · (exp(x) - 1) elsewhere, within 4 ulp near zero too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Elu
{
    /// <summary>y = x > 0 ? x : alpha · (exp(x) - 1).</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <param name="alpha">The limit at minus infinity is -alpha; PyTorch's default is 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float alpha) => Elementwise.Map(new Function(alpha), x, y);

    /// <summary>dx = dy · (x > 0 ? 1 : alpha · exp(x)), from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <param name="alpha">The limit at minus infinity is -alpha; PyTorch's default is 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float alpha) => Elementwise.Map(new Gradient(alpha), x, dy, dx);

    internal readonly struct Function(float alpha) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var below = TSimd.Multiply(ExponentialMinusOne.Apply<TSimd, TVector>(x), TSimd.Create(alpha));
            return TSimd.Blend(TSimd.GreaterThan(x, TSimd.Create(0f)), x, below);
        }
    }

    internal readonly struct Gradient(float alpha) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var below = TSimd.Multiply(Exponential.Apply<TSimd, TVector>(x), TSimd.Create(alpha));
            return TSimd.Blend(TSimd.GreaterThan(x, TSimd.Create(0f)), dy, TSimd.Multiply(dy, below));
        }
    }
}
