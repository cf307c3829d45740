using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The Gaussian error linear unit with a hyperbolic tangent in place of the error function (PyTorch's GELU with approximate='tanh'):
/// x · (1 + tanh(u)) / 2 with u = √(2/π) · (x + 0.044715 x³). It is computed as x · σ(2u), where nothing cancels, with 2u in two pieces: within 4 ulp everywhere. 0 at
/// minus infinity, where PyTorch has NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct GeluTanh : IEpilogue
{
    // At -11 the result is less than half of the smallest number, at 11 it rounds to x.
    private const float Bound = 11f;

    // 2 √(2/π) and 0.044715 of it, in two pieces. The first has sixteen bits: its difference from any sum in reach is exact.
    private const float LinearHigh = 1.59576416015625f;
    private const float LinearLow = 4.96144948071176e-6f;
    private const float CubicHigh = 0.07135481387376785f;
    private const float CubicLow = 2.39883239599314e-9f;

    /// <summary>y = x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<GeluTanh>(x, y);

    /// <summary>dx = dy · σ(z) · (1 + x · z' · σ(-z)) with z = 2 √(2/π) · (x + 0.044715 x³), from the argument of the forward pass.</summary>
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
        var a = TSimd.Min(TSimd.Create(Bound), TSimd.Abs(x));
        return Gate.Apply<TSimd, TVector>(TSimd.Max(TSimd.Create(-Bound), x), Raised<TSimd, TVector>(a));
    }

    /// <summary>exp(-z) · <see cref="Exponential.Raise"/> for the z of a in 0 ... 11.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Raised<TSimd, TVector>(TVector a)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // Rounding z = a · (linear + cubic · a²) would be an error of z / 2 ulp in its exponential: what is rounded off is carried along.
        var zero = TSimd.Create(0f);
        var (linear, cubic) = (TSimd.Create(LinearHigh), TSimd.Create(CubicHigh));
        var t = TSimd.Multiply(a, a);
        var sum = TSimd.FusedMultiplyAdd(cubic, t, linear);
        var rest = TSimd.FusedMultiplyAdd(cubic, t, TSimd.Subtract(linear, sum));
        rest = TSimd.FusedMultiplyAdd(TSimd.Create(CubicLow), t, TSimd.Add(rest, TSimd.Create(LinearLow)));
        rest = TSimd.FusedMultiplyAdd(cubic, TSimd.FusedMultiplyAdd(a, a, TSimd.Subtract(zero, t)), rest);
        var minusZ = TSimd.Subtract(zero, TSimd.Multiply(a, sum));
        rest = TSimd.FusedMultiplyAdd(a, rest, TSimd.FusedMultiplyAdd(a, sum, minusZ));
        var raised = Exponential.Raised<TSimd, TVector>(minusZ);
        return TSimd.FusedMultiplyAdd(raised, TSimd.Subtract(zero, rest), raised);
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            x = TSimd.Max(TSimd.Create(-Bound), TSimd.Min(TSimd.Create(Bound), x));
            var t = TSimd.Multiply(x, x);
            var slope = TSimd.FusedMultiplyAdd(t, TSimd.Create(3 * CubicHigh), TSimd.Create(LinearHigh + LinearLow));
            var e = TSimd.Multiply(Raised<TSimd, TVector>(TSimd.Abs(x)), TSimd.Create(Exponential.Lower));
            return TSimd.Multiply(dy, Gate.Slope<TSimd, TVector>(x, TSimd.Multiply(x, slope), e));
        }
    }
}
