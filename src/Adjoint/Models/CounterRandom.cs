using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>What a random number is for: two purposes never share a sequence.</summary>
internal enum RandomPurpose
{
    Initialization = 1,
    Shuffle = 2,
    Dropout = 3,
    Split = 4,
    Sampling = 5,
    Augmentation = 6,
    Stream = 7,
}

/// <summary>
/// Random numbers by position instead of by turn: a number depends on (seed, purpose, where, when, element) alone, so
/// threads, prefetching and resuming cannot shift it. The mixing function is SplitMix64's (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014), whose n-th output is a function of n.
/// </summary>
internal static class CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The key of a sequence; <paramref name="where"/> and <paramref name="when"/> tell sequences of one purpose apart.</summary>
    public static ulong Key(int seed, RandomPurpose purpose, long where = 0, long when = 0)
    {
        unchecked
        {
            var key = Mix((uint)seed + Golden);
            key = Mix(key + ((ulong)purpose * Golden));
            key = Mix(key + ((ulong)where * Golden));
            return Mix(key + ((ulong)when * Golden));
        }
    }

    /// <summary>Number <paramref name="counter"/> of the sequence: 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong key, long counter) => unchecked(Mix(key + ((ulong)(counter + 1) * Golden)));

    /// <summary>Number <paramref name="counter"/> of the sequence in [0, 1), a multiple of 2⁻²⁴.</summary>
    public static float UnitFloat(ulong key, long counter) => (Bits(key, counter) >> 40) * (1f / (1 << 24));

    /// <summary>Number <paramref name="counter"/> of the sequence in 0 ... <paramref name="limit"/> - 1 (bias below limit / 2⁶⁴).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Below(ulong key, long counter, int limit) => (int)Math.BigMul(Bits(key, counter), (ulong)limit, out _);

    /// <summary>Puts the items in a random order (Fisher and Yates), which depends on the key alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Shuffle(Span<int> items, ulong key)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(key, last, last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
