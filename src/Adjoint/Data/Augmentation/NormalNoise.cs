using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// Many numbers from the standard normal distribution at once, by the formula of Box and Muller ("A note on the generation of random normal deviates", 1958): r cos φ and r sin φ with r = √(-2 ln u) and
/// φ uniform are two of them. They are functions of (key, place, length) with 23 random bits in u and 24 in φ; none is larger than 5.7.
/// </summary>
internal static class NormalNoise
{
    /// <summary>x[i] += deviation · z[i]: the cosines go to the first half, the sines to the second.</summary>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="key">Names the numbers.</param>
    /// <param name="x">Any number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float deviation, ulong key, Span<float> x)
    {
        if (Widths.Has512)
        {
            Add<Simd512, Vector512<float>>(deviation, key, x);
        }
        else if (Widths.Has256)
        {
            Add<Simd256, Vector256<float>>(deviation, key, x);
        }
        else
        {
            Add<Simd128, Vector128<float>>(deviation, key, x);
        }
    }

    /// <summary>The same at a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add<TSimd, TVector>(float deviation, ulong key, Span<float> x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var scale = TSimd.Create(deviation);
        var (length, half) = ((nuint)x.Length, ((nuint)x.Length + 1) / 2);
        nuint i = 0;
        for (; half + i + TSimd.Width <= length; i += TSimd.Width)
        {
            Pair<TSimd, TVector>(key, (uint)i, (uint)(half + i), out var a, out var b);
            TSimd.Store(TSimd.FusedMultiplyAdd(scale, a, TSimd.Load(in first, i)), ref first, i);
            TSimd.Store(TSimd.FusedMultiplyAdd(scale, b, TSimd.Load(in first, half + i)), ref first, half + i);
        }

        if (i < half)
        {
            Pair<TSimd, TVector>(key, (uint)i, (uint)(half + i), out var a, out var b);
            a = TSimd.FusedMultiplyAdd(scale, a, Tail.Load<TSimd, TVector>(in first, i, half));
            b = TSimd.FusedMultiplyAdd(scale, b, Tail.Load<TSimd, TVector>(in first, half + i, length));
            Tail.Store<TSimd, TVector>(a, ref first, i, half);
            Tail.Store<TSimd, TVector>(b, ref first, half + i, length);
        }
    }

    /// <summary>The numbers of two places each, one vector of the first and one of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<TSimd, TVector>(ulong key, uint firstPlace, uint secondPlace, out TVector first, out TVector second)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bits = KeyedHash.Of<TSimd, TVector>(key, secondPlace);
        // In (0, 1], so that the logarithm is finite.
        var u = TSimd.Subtract(TSimd.Create(2f), FromOne<TSimd, TVector>(KeyedHash.Of<TSimd, TVector>(key, firstPlace)));
        var r = TSimd.Sqrt(TSimd.Multiply(TSimd.Create(-2f), Logarithm.Apply<TSimd, TVector>(u)));
        // φ / 2 from -π/4 to π/4, and a random sign for what lies left of the axis.
        var t = TSimd.Multiply(TSimd.Subtract(FromOne<TSimd, TVector>(bits), TSimd.Create(1.5f)), TSimd.Create(MathF.PI / 2));
        SineAndCosine<TSimd, TVector>(t, out var sine, out var cosine);
        var cosineOfBoth = TSimd.FusedMultiplyAdd(TSimd.Multiply(TSimd.Create(-2f), sine), sine, TSimd.Create(1f));
        first = TSimd.XorBits(TSimd.Multiply(r, cosineOfBoth), TSimd.ShiftLeftBits(bits, 31));
        second = TSimd.Multiply(r, TSimd.Multiply(TSimd.Create(2f), TSimd.Multiply(sine, cosine)));
    }

    /// <summary>The upper 23 bits as a number in [1, 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector FromOne<TSimd, TVector>(TVector bits)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        => TSimd.XorBits(TSimd.ShiftRightBits(bits, 9), TSimd.Create(1f));

    /// <summary>Of t in -π/4 ... π/4, within 1 ulp of 1 (the polynomials of Cephes' <c>sinf</c> and <c>cosf</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SineAndCosine<TSimd, TVector>(TVector t, out TVector sine, out TVector cosine)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var z = TSimd.Multiply(t, t);
        var p = TSimd.FusedMultiplyAdd(z, TSimd.Create(-1.9515295891e-4f), TSimd.Create(8.3321608736e-3f));
        p = TSimd.FusedMultiplyAdd(z, p, TSimd.Create(-1.6666654611e-1f));
        sine = TSimd.FusedMultiplyAdd(TSimd.Multiply(z, t), p, t);
        var q = TSimd.FusedMultiplyAdd(z, TSimd.Create(2.443315711809948e-5f), TSimd.Create(-1.388731625493765e-3f));
        q = TSimd.FusedMultiplyAdd(z, q, TSimd.Create(4.166664568298827e-2f));
        q = TSimd.FusedMultiplyAdd(z, q, TSimd.Create(-0.5f));
        cosine = TSimd.FusedMultiplyAdd(z, q, TSimd.Create(1f));
    }
}
