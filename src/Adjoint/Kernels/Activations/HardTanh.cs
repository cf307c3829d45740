using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The identity between two bounds (PyTorch's Hardtanh): the hyperbolic tangent in three straight pieces.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct HardTanh
{
    /// <summary>y = min(max(x, minimum), maximum); NaN where x is NaN.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <param name="minimum">The smallest result; PyTorch's default is -1.</param>
    /// <param name="maximum">The largest result; PyTorch's default is 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float minimum, float maximum) => Elementwise.Map(new Function(minimum, maximum), x, y);

    /// <summary>dx = minimum &lt; x &lt; maximum ? dy : 0, from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <param name="minimum">The smallest result; PyTorch's default is -1.</param>
    /// <param name="maximum">The largest result; PyTorch's default is 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float minimum, float maximum) => Elementwise.Map(new Gradient(minimum, maximum), x, dy, dx);

    internal readonly struct Function(float minimum, float maximum) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Min(TSimd.Create(maximum), TSimd.Max(TSimd.Create(minimum), x));
    }

    internal readonly struct Gradient(float minimum, float maximum) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var zero = TSimd.Create(0f);
            var below = TSimd.Blend(TSimd.LessThanOrEqual(x, TSimd.Create(minimum)), zero, dy);
            return TSimd.Blend(TSimd.LessThanOrEqual(TSimd.Create(maximum), x), zero, below);
        }
    }
}
