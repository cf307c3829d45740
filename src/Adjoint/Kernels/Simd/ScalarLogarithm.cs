namespace Adjoint.Kernels;

/// <summary>The natural logarithm in double precision by elementary operations alone: the C library's differs from machine to machine.</summary>
internal static class ScalarLogarithm
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>ln(x) for finite normal x above 0, within 1e-15 of it or 4 ulp; NaN for NaN.</summary>
    public static double Of(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        // x = 2ⁿ · m with m between 1/√2 and √2, and ln m = 2 artanh(f) with f = (m - 1) / (m + 1), at most 0.172.
        var bits = BitConverter.DoubleToInt64Bits(x);
        var n = (bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            (m, n) = (m * 0.5, n + 1);
        }

        var f = (m - 1) / (m + 1);
        var s = f * f;
        var sum = 0.0;
        for (var k = 23; k >= 3; k -= 2)
        {
            sum = (sum + (1.0 / k)) * s;
        }

        return (n * Ln2) + (2 * (f + (f * sum)));
    }
}
