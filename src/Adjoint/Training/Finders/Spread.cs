using System.Globalization;

namespace Adjoint;

/// <summary>What a measurement came to over several seeds.</summary>
/// <param name="Mean">The mean; infinite where one of the values is.</param>
/// <param name="StandardDeviation">The standard deviation of a sample, √(Σ(value - mean)² / (count - 1)); NaN where a value is not finite.</param>
/// <param name="Lowest">The lowest value.</param>
/// <param name="Highest">The highest value.</param>
public readonly record struct Spread(double Mean, double StandardDeviation, double Lowest, double Highest)
{
    /// <summary>Mean and standard deviation: "0.98 ± 0.01".</summary>
    public override string ToString() => ToString("G3");

    /// <summary>Mean and standard deviation in a format of numbers; of an infinite mean the mean alone.</summary>
    /// <param name="format">A numeric format, as "F2"; the culture changes nothing.</param>
    /// <exception cref="FormatException">It is no numeric format.</exception>
    public string ToString(string format)
    {
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture);
        return double.IsFinite(StandardDeviation) ? $"{mean} ± {StandardDeviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }

    internal static Spread Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        var squares = all.Sum(value => (value - mean) * (value - mean));
        return new(mean, Math.Sqrt(squares / (all.Length - 1)), all.Min(), all.Max());
    }
}
