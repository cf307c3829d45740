using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>The losses of a range test by learning rate. <see cref="ToString"/> is a short table of them.</summary>
public sealed class LearningRateCurve
{
    private const int MostRows = 20;

    internal LearningRateCurve(IReadOnlyList<LearningRatePoint> points, LearningRateSearch search)
    {
        Points = points;
        HasStoppedEarly = points.Count < search.Iterations;
        (Suggestion, Explanation) = Suggest(points, search);
    }

    /// <summary>The iterations in order, with rising rates.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>Whether it ended before the highest rate, because the loss grew too far, was no longer finite, or the test was cancelled.</summary>
    public bool HasStoppedEarly { get; }

    /// <summary>The rate at which the smoothed loss falls fastest by the logarithm of the rate; null if it falls nowhere, or there are too few points to tell.</summary>
    public double? Suggestion { get; }

    /// <summary>Why that is the suggestion, or why there is none, in a sentence.</summary>
    public string Explanation { get; }

    /// <summary>
    /// Writes a line for each point as CSV under the header <c>learning_rate,loss,smoothed_loss</c>. Numbers are invariant and read back to the same bits; lines end
    /// with <c>\n</c>.
    /// </summary>
    /// <param name="writer">Where to; it stays open.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("learning_rate,loss,smoothed_loss\n");
        foreach (var point in Points)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{point.Rate:R},{point.Loss:R},{point.SmoothedLoss:R}\n"));
        }
    }

    /// <summary>Writes a line for each point as CSV: see <see cref="WriteCsv(TextWriter)"/>.</summary>
    /// <param name="path">The file, which is replaced if it exists: UTF-8.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteCsv(string path)
    {
        using var writer = File.CreateText(path);
        WriteCsv(writer);
    }

    /// <summary>A table of at most twenty of the points, evenly spaced, and the one suggested, marked; below it the explanation.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("learning rate        loss    smoothed\n");
        var last = Points.Count - 1;
        var shown = Math.Min(MostRows, Points.Count);
        var rows = Enumerable.Range(0, shown).Select(row => shown == 1 ? 0 : (int)((long)row * last / (shown - 1)));
        var suggested = Suggestion is { } rate ? Points.TakeWhile(point => point.Rate != rate).Count() : -1;
        foreach (var row in rows.Append(suggested).Where(row => row >= 0).Distinct().Order())
        {
            var point = Points[row];
            text.Append(CultureInfo.InvariantCulture, $"{point.Rate,13:0.00E+00}{point.Loss,12:G5}{point.SmoothedLoss,12:G5}{(row == suggested ? "  <- suggestion" : string.Empty)}\n");
        }

        return text.Append(Explanation).ToString();
    }

    /// <summary>The point of steepest descent, as <c>lr_find().suggestion()</c> takes it: rates are evenly spaced by their logarithm, so differences by index will do.</summary>
    private static (double? Rate, string Explanation) Suggest(IReadOnlyList<LearningRatePoint> points, LearningRateSearch search)
    {
        var (first, end) = (search.SkipFirst, points.Count - search.SkipLast);
        if (end - first < 2)
        {
            return (null, $"No suggestion: the test came to {points.Count} points, and without the first {search.SkipFirst} and the last {search.SkipLast} there are fewer than two.");
        }

        var (steepest, slope) = (first, double.PositiveInfinity);
        for (var i = first; i < end; i++)
        {
            // Central differences, at the ends the one that there is.
            var (left, right) = (Math.Max(i - 1, first), Math.Min(i + 1, end - 1));
            var difference = (points[right].SmoothedLoss - points[left].SmoothedLoss) / (right - left);
            (steepest, slope) = difference < slope ? (i, difference) : (steepest, slope);
        }

        return slope < 0
            ? (points[steepest].Rate, string.Create(
                CultureInfo.InvariantCulture, $"Suggestion: {points[steepest].Rate:0.00E+00}, where the smoothed loss falls fastest."))
            : (null, string.Create(
                CultureInfo.InvariantCulture, $"No suggestion: the smoothed loss falls nowhere between {points[first].Rate:0.00E+00} and {points[end - 1].Rate:0.00E+00}."));
    }
}
