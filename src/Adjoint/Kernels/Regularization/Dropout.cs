using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// Dropout: each element is kept with probability 1 - rate and scaled by 1 / (1 - rate), or replaced by zero. Whether element i is kept is a function of (key, i)
/// alone, so no mask is stored: the backward pass is the same call on the gradient.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Dropout
{
    /// <summary>y[i] = hash(key, i) >= rate · 2³² ? x[i] / (1 - rate) : 0. A rate of zero copies.</summary>
    /// <param name="rate">The probability of zero, in [0, 1).</param>
    /// <param name="key">Names the mask: one key per step and layer.</param>
    /// <param name="x">Any number of elements.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float rate, ulong key, ReadOnlySpan<float> x, Span<float> y) => Apply(rate, key, first: 0, x, y);

    /// <summary>The same for elements of which x[0] is number <paramref name="first"/>: a part of a batch has the mask that it has in the whole.</summary>
    /// <param name="rate">The probability of zero, in [0, 1).</param>
    /// <param name="key">Names the mask: one key per step and layer.</param>
    /// <param name="first">The number of the first element; numbers are taken modulo 2³².</param>
    /// <param name="x">Any number of elements.</param>
    /// <param name="y">As many elements; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1).</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float rate, ulong key, long first, ReadOnlySpan<float> x, Span<float> y)
    {
        Require.Same(y.Length, x.Length);
        if (!(rate >= 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A dropout rate is at least 0 and below 1.");
        }

        if (rate == 0)
        {
            x.CopyTo(y);
        }
        else if (Widths.Has512)
        {
            Apply<Simd512, Vector512<float>>(rate, key, x, y, unchecked((uint)first));
        }
        else if (Widths.Has256)
        {
            Apply<Simd256, Vector256<float>>(rate, key, x, y, unchecked((uint)first));
        }
        else
        {
            Apply<Simd128, Vector128<float>>(rate, key, x, y, unchecked((uint)first));
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<TSimd, TVector>(float rate, ulong key, ReadOnlySpan<float> x, Span<float> y, uint first = 0)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var destination = ref MemoryMarshal.GetReference(y);
        var threshold = TSimd.CreateBits((uint)(rate * 4294967296.0));
        var scale = TSimd.Create((float)(1 / (1 - (double)rate)));
        var length = (nuint)x.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            var keep = TSimd.AtLeastBits(KeyedHash.Of<TSimd, TVector>(key, unchecked(first + (uint)i)), threshold);
            TSimd.Store(TSimd.Blend(keep, TSimd.Multiply(TSimd.Load(in source, i), scale), TSimd.Create(0f)), ref destination, i);
        }

        if (i < length)
        {
            var keep = TSimd.AtLeastBits(KeyedHash.Of<TSimd, TVector>(key, unchecked(first + (uint)i)), threshold);
            var last = TSimd.Multiply(Tail.Load<TSimd, TVector>(in source, i, length), scale);
            Tail.Store<TSimd, TVector>(TSimd.Blend(keep, last, TSimd.Create(0f)), ref destination, i, length);
        }
    }
}
