using System.Globalization;

namespace Adjoint.Generator;

/// <summary>Numbers and lists as text, the same on every machine.</summary>
internal static class Text
{
    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Of(double value)
    {
        // Not "R": on .NET Framework, where Visual Studio runs generators, it may lose the last bit.
        var shorter = value.ToString("G15", CultureInfo.InvariantCulture);
        return double.Parse(shorter, CultureInfo.InvariantCulture).Equals(value)
            ? shorter
            : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With thousands separated, for people.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
