using System.Globalization;

namespace Adjoint.Terminal;

/// <summary>Numbers as they are shown, alike in every culture.</summary>
internal static class Numbers
{
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Four places; what would be 0.0000, or is long, with an exponent.</summary>
    public static string Loss(double value) => Math.Abs(value) is (>= 1e-3 and < 1e5) or 0 || !double.IsFinite(value)
        ? value.ToString("F4", CultureInfo.InvariantCulture)
        : value.ToString("0.000e+0", CultureInfo.InvariantCulture);

    public static string Share(double value) => (value * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";

    public static string Rate(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds.</summary>
    public static string Time(TimeSpan value)
        => string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalHours}:{value.Minutes:00}:{value.Seconds:00}");
}
