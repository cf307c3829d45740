namespace Adjoint.Tests.Reference;

/// <summary>Comparisons that say which element was off, by how much, and what was allowed.</summary>
internal static class Closeness
{
    /// <summary>Half the distance from 1 to the next float: the largest relative error of one rounding.</summary>
    public const double HalfUlp = 1.0 / (1 << 24);

    /// <summary>The distance between neighbouring floats where <paramref name="value"/> lies; 2⁻¹⁴⁹ among subnormals and at zero.</summary>
    public static double Ulp(double value)
    {
        var magnitude = Math.Abs(value);
        return magnitude < MathF.ScaleB(1, -126) ? Math.ScaleB(1, -149) : Math.ScaleB(1, Math.ILogB(magnitude) - 23);
    }

    /// <summary>Every element lies within its own tolerance; a NaN never does.</summary>
    public static void Near(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, Func<int, double> tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (worst, worstRatio) = (-1, 1.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]);
            var ratio = error == 0 ? 0 : error / tolerance(i);
            if (!(ratio <= worstRatio))
            {
                (worst, worstRatio) = (i, double.IsNaN(ratio) ? double.PositiveInfinity : ratio);
            }
        }

        Assert.True(worst < 0, worst < 0 ? null :
            $"{what}: element {worst} is {actual[worst]:R}, expected {expected[worst]:R}: {worstRatio:F2} times the {tolerance(worst):G3} allowed");
    }

    public static void Near(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Func<int, double> tolerance) =>
        Near(what, Array.ConvertAll(expected.ToArray(), value => (double)value), actual, tolerance);
}
