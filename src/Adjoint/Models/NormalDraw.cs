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
                var normal = u * Math.Sqrt(-2 * Log(square) / square);
                if (Math.Abs(normal) <= limit)
                {
                    return normal;
                }
            }
        }
    }

    /// <summary>The natural logarithm of a normal positive number within 2 ulp or so. Math.Log's last bits are the platform's own.</summary>
    internal static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // log m = 2 artanh((m - 1) / (m + 1)), a series in s² with s² < 0.03.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var power = 23; power >= 1; power -= 2)
        {
            sum = (sum * square) + (1.0 / power);
        }

        return (exponent * 0.6931471805599453) + (2 * s * sum);
    }

    private static double Symmetric(ulong key, long counter) => ((CounterRandom.Bits(key, counter) >> 11) * (2.0 / (1L << 53))) - 1;
}
