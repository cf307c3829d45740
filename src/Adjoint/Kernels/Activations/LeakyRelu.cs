using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The leaky rectifier (PyTorch's LeakyReLU): x where it is positive, slope · x elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct LeakyRelu
{
    /// <summary>y = x > 0 ? x : slope · x; NaN where x is NaN.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <param name="slope">What negative numbers are multiplied by; PyTorch's default is 0.01.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float slope) => Elementwise.Map(new Function(slope), x, y);

    /// <summary>dx = x > 0 ? dy : slope · dy, from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <param name="slope">What negative numbers are multiplied by; PyTorch's default is 0.01.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float slope) => Elementwise.Map(new Gradient(slope), x, dy, dx);

    internal readonly struct Function(float slope) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Blend(TSimd.GreaterThan(x, TSimd.Create(0f)), x, TSimd.Multiply(x, TSimd.Create(slope)));
    }

    internal readonly struct Gradient(float slope) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Blend(TSimd.GreaterThan(x, TSimd.Create(0f)), dy, TSimd.Multiply(dy, TSimd.Create(slope)));
    }
}
