using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// Numbers from the standard normal distribution by Marsaglia's polar method, each a function of (key, element) alone and the same bits on
/// every machine.
/// </summary>
internal static class NormalDraw
{
    /// <summary>Number <paramref name="element"/> of the sequence; drawn again while its magnitude exceeds <paramref name="limit"/>.</summary>
    public static double At(ulong key, int element, double limit)
    {
        // An element may need several attempts, so each has a sequence of its own.
        var own = CounterRandom.Bits(key, element);
        for (var attempt = 0L; ; attempt += 2)
        {
            var u = Symmetric(own, attempt);
            var v = Symmetric(own, attempt + 1);
            var square = (u * u) + (v * v);
            if (square is > 0 and < 1)
            {
                var normal = u * Math.Sqrt(-2 * ScalarLogarithm.Of(square) / square);
                if (Math.Abs(normal) <= limit)
                {
                    return normal;
                }
            }
        }
    }

    private static double Symmetric(ulong key, long counter) => ((CounterRandom.Bits(key, counter) >> 11) * (2.0 / (1L << 53))) - 1;
}
