using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Swish with straight pieces in place of the logistic function (PyTorch's Hardswish): x · min(max(x + 3, 0), 6) / 6. 0 at minus infinity, where PyTorch has NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct HardSwish : IEpilogue
{
    /// <summary>y = x · min(max(x + 3, 0), 6) / 6.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map<HardSwish>(x, y);

    /// <summary>dx = dy · (x &lt; -3 ? 0 : x &lt; 3 ? x/3 + 1/2 : 1), from the argument of the forward pass.</summary>
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
        var part = TSimd.Multiply(TSimd.Max(TSimd.Create(0f), TSimd.Min(TSimd.Create(6f), sum)), TSimd.Create(1 / 6f));
        return TSimd.Multiply(TSimd.Max(TSimd.Create(-3f), x), part);
    }

    private readonly struct Gradient : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var slope = TSimd.FusedMultiplyAdd(x, TSimd.Create(1 / 3f), TSimd.Create(0.5f));
            slope = TSimd.Blend(TSimd.LessThanOrEqual(TSimd.Create(3f), x), TSimd.Create(1f), slope);
            slope = TSimd.Blend(TSimd.LessThan(x, TSimd.Create(-3f)), TSimd.Create(0f), slope);
            return TSimd.Multiply(dy, slope);
        }
    }
}
