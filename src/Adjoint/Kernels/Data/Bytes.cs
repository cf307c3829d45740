using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>Bytes become floats.</summary>
internal static class Bytes
{
    /// <summary>y[i] = x[i] / divisor, exactly rounded.</summary>
    /// <remarks>
    /// A true division: a product with 1 / divisor has other bits, and is no faster, because what limits both is storing the floats. A table of 256 floats takes nearly twice
    /// as long. Vectors of 512 bits gain nothing over those of <see cref="Vector{T}"/>.
    /// </remarks>
    /// <param name="x">Any number of bytes.</param>
    /// <param name="divisor">What each is divided by.</param>
    /// <param name="y">Receives as many floats.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(ReadOnlySpan<byte> x, float divisor, Span<float> y)
    {
        Require.Same(y.Length, x.Length);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var result = ref MemoryMarshal.GetReference(y);
        var (length, step, divisors) = ((nuint)x.Length, (nuint)Vector<float>.Count, new Vector<float>(divisor));
        nuint i = 0;
        for (; i + (4 * step) <= length; i += 4 * step)
        {
            Vector.Widen(Vector.LoadUnsafe(ref source, i), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            (Vector.ConvertToSingle(a.As<uint, int>()) / divisors).StoreUnsafe(ref result, i);
            (Vector.ConvertToSingle(b.As<uint, int>()) / divisors).StoreUnsafe(ref result, i + step);
            (Vector.ConvertToSingle(c.As<uint, int>()) / divisors).StoreUnsafe(ref result, i + (2 * step));
            (Vector.ConvertToSingle(d.As<uint, int>()) / divisors).StoreUnsafe(ref result, i + (3 * step));
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref result, i) = Unsafe.Add(ref source, i) / divisor;
        }
    }
}
