using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The logistic function in three straight pieces (PyTorch's Hardsigmoid): 0 below -3, 1 above 3, x/6 + 1/2 between.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct HardSigmoid : IEpilogue
{
    /// <summary>y = min(max(x + 3, 0), 6) / 6; NaN where x is NaN.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<HardSigmoid>(x, y);

    /// <summary>dx = |x| &lt; 3 ? dy / 6 : 0, from the argument of the forward pass.</summary>
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
        var sum = TSimd.Add(x, TSimd.Create(3f));
        return TSimd.Multiply(TSimd.Max(TSimd.Create(0f), TSimd.Min(TSimd.Create(6f), sum)), TSimd.Create(1 / 6f));
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var inside = TSimd.LessThan(TSimd.Abs(x), TSimd.Create(3f));
            return TSimd.Blend(inside, TSimd.Multiply(dy, TSimd.Create(1 / 6f)), TSimd.Create(0f));
        }
    }
}
