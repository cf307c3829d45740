using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The natural logarithm in double precision by elementary operations alone: the C library's differs from machine to machine.</summary>
internal static class ScalarLogarithm
{
    private const long One = 0x3FF0000000000000;
    private const long RootOfHalf = 0x3FE6A09E667F3BCD;
    private const double Ln2 = 0.69314718055994530942;
    private const double TwoTo52 = 4503599627370496;

    /// <summary>ln(x) for finite normal x above 0, within 1e-15 of it or 4 ulp; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        // x = 2ⁿ · m with m between 1/√2 and √2, and ln m = 2 artanh(f) with f = (m - 1) / (m + 1), at most 0.172.
        // Adding the distance from 1/√2 to 1 carries into the exponent where m would be above √2: no branch, which half of the rows would mispredict.
        var bits = BitConverter.DoubleToInt64Bits(x) + (One - RootOfHalf);
        var n = (bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) + RootOfHalf);
        var f = (m - 1) / (m + 1);
        var s = f * f;
        // In two halves, which do not wait for each other.
        var q = s * s;
        var even = (1.0 / 3) + (q * ((1.0 / 7) + (q * ((1.0 / 11) + (q * ((1.0 / 15) + (q * ((1.0 / 19) + (q * (1.0 / 23))))))))));
        var odd = (1.0 / 5) + (q * ((1.0 / 9) + (q * ((1.0 / 13) + (q * ((1.0 / 17) + (q * (1.0 / 21))))))));
        var sum = s * (even + (s * odd));
        return (n * Ln2) + (2 * (f + (f * sum)));
    }

    /// <summary>Eight logarithms by the same operations: the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> x)
    {
        var bits = x.AsInt64() + Vector512.Create(One - RootOfHalf);
        // A whole number in the mantissa of 2⁵² is that number as a double, plus 2⁵².
        var n = ((bits >>> 52) | Vector512.Create(TwoTo52).AsInt64()).AsDouble() - Vector512.Create(TwoTo52 + 1023);
        var m = ((bits & Vector512.Create(0xFFFFFFFFFFFFF)) + Vector512.Create(RootOfHalf)).AsDouble();
        var one = Vector512.Create(1.0);
        var f = (m - one) / (m + one);
        var s = f * f;
        var q = s * s;
        var even = Next(Next(Next(Next(Next(Vector512.Create(1.0 / 23), q, 1.0 / 19), q, 1.0 / 15), q, 1.0 / 11), q, 1.0 / 7), q, 1.0 / 3);
        var odd = Next(Next(Next(Next(Vector512.Create(1.0 / 21), q, 1.0 / 17), q, 1.0 / 13), q, 1.0 / 9), q, 1.0 / 5);
        var sum = s * (even + (s * odd));
        var y = (n * Vector512.Create(Ln2)) + (Vector512.Create(2.0) * (f + (f * sum)));
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), y, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Next(Vector512<double> polynomial, Vector512<double> q, double coefficient) => Vector512.Create(coefficient) + (q * polynomial);
}
