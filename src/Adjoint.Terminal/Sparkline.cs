namespace Adjoint.Terminal;

/// <summary>Numbers as a line of text, a character for each: the smallest lowest, the largest highest, evenly between.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.-:=+*#";

    /// <summary>Draws finite numbers.</summary>
    /// <param name="points">The numbers, in order.</param>
    /// <param name="unicode">Whether the terminal shows more than ASCII.</param>
    public static string Draw(ReadOnlySpan<double> points, bool unicode)
    {
        if (points.IsEmpty)
        {
            return string.Empty;
        }

        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var point in points)
        {
            (low, high) = (Math.Min(low, point), Math.Max(high, point));
        }

        var levels = unicode ? Blocks : Ascii;
        var text = new char[points.Length];
        for (var i = 0; i < text.Length; i++)
        {
            // Halves, because the difference of two large numbers need not be a number.
            var height = high > low ? ((points[i] / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0;
            text[i] = levels[Math.Min((int)(height * levels.Length), levels.Length - 1)];
        }

        return new string(text);
    }
}
