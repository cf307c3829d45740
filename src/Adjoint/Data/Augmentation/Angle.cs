namespace Adjoint;

/// <summary>Sine and cosine from sums and products alone: the same bits on every machine, which a mathematical library does not promise.</summary>
internal static class Angle
{
    /// <summary>Both of an angle in degrees, a few turns at most, within 1e-15 of the true ones; exact for multiples of 90.</summary>
    public static (double Sine, double Cosine) SineAndCosine(double degrees)
    {
        var quarters = Math.Round(degrees / 90);
        var x = (degrees - (90 * quarters)) * (Math.PI / 180);
        var (sine, cosine) = (x * Series(x * x, first: 1), Series(x * x, first: 0));
        return ((int)quarters & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>Taylor's series in z = x² up to 9 terms: 1 - z / ((first + 1) (first + 2)) · (1 - ...), for |x| up to π / 4.</summary>
    private static double Series(double z, int first)
    {
        var sum = 1.0;
        for (var factor = first + 17; factor > first; factor -= 2)
        {
            sum = 1 - (z * sum / (factor * (factor + 1)));
        }

        return sum;
    }
}
