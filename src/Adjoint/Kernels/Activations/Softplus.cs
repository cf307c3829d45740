using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The smooth rectifier (PyTorch's Softplus): ln(1 + exp(beta · x)) / beta, computed as (max(z, 0) + ln(1 + exp(-|z|))) / beta with z = beta · x in two pieces, which neither
/// overflows nor cancels: within 4 ulp.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly struct Softplus
{
    /// <summary>y = beta · x > threshold ? x : ln(1 + exp(beta · x)) / beta.</summary>
    /// <param name="x">Any number of elements; keep them for <see cref="Backward"/>.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <param name="beta">How sharp the bend is; PyTorch's default is 1.</param>
    /// <param name="threshold">Where beta · x is larger, y is x; PyTorch's default is 20.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, float beta, float threshold) => Elementwise.Map(new Function(beta, threshold), x, y);

    /// <summary>dx = beta · x > threshold ? dy : dy · σ(beta · x), from the argument of the forward pass.</summary>
    /// <param name="x">The argument of <see cref="Forward"/>.</param>
    /// <param name="dy">The gradient of the result, as many elements.</param>
    /// <param name="dx">Receives the gradient of the argument, as many elements; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <param name="beta">How sharp the bend is; PyTorch's default is 1.</param>
    /// <param name="threshold">Where beta · x is larger, y is x; PyTorch's default is 20.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float beta, float threshold) => Elementwise.Map(new Gradient(beta, threshold), x, dy, dx);

    /// <summary>z = beta · x, and exp(-|z|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Split<TSimd, TVector>(TVector x, float beta, out TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (zero, factor) = (TSimd.Create(0f), TSimd.Create(beta));
        z = TSimd.Multiply(x, factor);
        // What rounding took from z, unless the exponential is 0 or 1 anyway.
        var rest = TSimd.FusedMultiplyAdd(x, factor, TSimd.Subtract(zero, z));
        rest = TSimd.Blend(TSimd.LessThan(TSimd.Abs(z), TSimd.Create(128f)), rest, zero);
        rest = TSimd.Blend(TSimd.LessThan(z, zero), rest, TSimd.Subtract(zero, rest));
        var e = Exponential.OfSmall<TSimd, TVector>(Negative.Of<TSimd, TVector>(z));
        return TSimd.FusedMultiplyAdd(e, rest, e);
    }

    internal readonly struct Function(float beta, float threshold) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var e = Split<TSimd, TVector>(x, beta, out var z);
            var y = TSimd.Add(TSimd.Max(TSimd.Create(0f), z), LogarithmPlusOne.Apply<TSimd, TVector>(e));
            return TSimd.Blend(TSimd.GreaterThan(z, TSimd.Create(threshold)), x, TSimd.Divide(y, TSimd.Create(beta)));
        }
    }

    internal readonly struct Gradient(float beta, float threshold) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector x, TVector dy)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var one = TSimd.Create(1f);
            var e = Split<TSimd, TVector>(x, beta, out var z);
            var sigmoid = TSimd.Divide(TSimd.Blend(TSimd.LessThan(z, TSimd.Create(0f)), e, one), TSimd.Add(one, e));
            return TSimd.Blend(TSimd.GreaterThan(z, TSimd.Create(threshold)), dy, TSimd.Multiply(dy, sigmoid));
        }
    }
}
