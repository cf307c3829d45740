using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// 32 random bits as a function of (key, counter), many counters at once: two rounds of a 32-bit finalizer (Wellons, "Prospecting for hash functions", the one with the
/// least bias), with one half of the key going in before each.
/// </summary>
internal static class KeyedHash
{
    /// <summary>The hashes of first, first + 1, ... as the bits of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(ulong key, uint first)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bits = TSimd.XorBits(TSimd.CountBits(first), TSimd.CreateBits(unchecked((uint)key)));
        bits = Mix<TSimd, TVector>(bits);
        return Mix<TSimd, TVector>(TSimd.AddBits(bits, TSimd.CreateBits((uint)(key >> 32))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mix<TSimd, TVector>(TVector bits)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        bits = TSimd.XorBits(bits, TSimd.ShiftRightBits(bits, 16));
        bits = TSimd.MultiplyBits(bits, TSimd.CreateBits(0x7FEB352D));
        bits = TSimd.XorBits(bits, TSimd.ShiftRightBits(bits, 15));
        bits = TSimd.MultiplyBits(bits, TSimd.CreateBits(0x846CA68B));
        return TSimd.XorBits(bits, TSimd.ShiftRightBits(bits, 16));
    }
}
