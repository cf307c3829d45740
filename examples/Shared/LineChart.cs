using System.Globalization;
using System.Net;
using System.Text;

namespace Charts;

/// <summary>A named line.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Points">From left to right.</param>
internal sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A place on the x axis with words on it.</summary>
internal sealed record Mark(double X, string Text);

/// <summary>Lines in a rectangle, as SVG: a few kilobytes of text that every browser shows, on a light page and on a dark one.</summary>
internal sealed class LineChart(string title, string xName, string yName)
{
    private const double Width = 720, Height = 400, Left = 62, Right = 16, Top = 44, Bottom = 46;

    private static readonly string[] Colours = ["#4c8dff", "#f08a24", "#3fae6a", "#c264d8"];

    public List<Line> Lines { get; } = [];

    public List<Mark> Marks { get; } = [];

    public void Save(string path) => File.WriteAllText(path, Svg());

    public string Svg()
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var x = Axis.Over(points.Select(point => point.X), Left, Width - Right);
        var y = Axis.Over(points.Select(point => point.Y), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
            <style>text {"{"} fill: #333 {"}"} .grid {"{"} stroke: #8884 {"}"} .mark {"{"} stroke: #888; stroke-dasharray: 4 3 {"}"} @media (prefers-color-scheme: dark) {"{"} text {"{"} fill: #ccc {"}"} {"}"}</style>
            {Text(Left, 18, title, "start", "font-size=\"14\" font-weight=\"bold\"")}
            {Text((Left + Width - Right) / 2, Height - 10, xName, "middle")}
            {Text(14, (Top + Height - Bottom) / 2, yName, "middle", Invariant($"transform=\"rotate(-90 14 {(Top + Height - Bottom) / 2})\""))}

            """);
        foreach (var tick in x.Ticks)
        {
            svg.Append(Text(x.Place(tick), Height - Bottom + 17, Invariant($"{tick:G6}"), "middle"));
        }

        foreach (var tick in y.Ticks)
        {
            svg.Append(Invariant($"<path class=\"grid\" d=\"M{Left} {y.Place(tick):F1}H{Width - Right}\"/>\n"));
            svg.Append(Text(Left - 6, y.Place(tick) + 4, Invariant($"{tick:G6}"), "end"));
        }

        for (var i = 0; i < Marks.Count; i++)
        {
            var place = x.Place(Marks[i].X);
            svg.Append(Invariant($"<path class=\"mark\" d=\"M{place:F1} {Top}V{Height - Bottom}\"/>\n"));
            svg.Append(Text(place + 4, Top + 12 + (15 * i), Marks[i].Text, "start"));
        }

        for (var i = 0; i < Lines.Count; i++)
        {
            var path = string.Join(' ', Lines[i].Points.Select(point => Invariant($"{x.Place(point.X):F1},{y.Place(point.Y):F1}")));
            var legend = Width - Right - (150 * (Lines.Count - i));
            svg.Append(Invariant($"<polyline fill=\"none\" stroke=\"{Colours[i]}\" stroke-width=\"2\" points=\"{path}\"/>\n"));
            svg.Append(Invariant($"<path stroke=\"{Colours[i]}\" stroke-width=\"3\" d=\"M{legend} 32h18\"/>\n"));
            svg.Append(Text(legend + 24, 36, Lines[i].Name, "start"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Text(double x, double y, string text, string anchor, string more = "")
        => Invariant($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" {more}>{WebUtility.HtmlEncode(text)}</text>\n");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Numbers from low to high on pixels from start to end.</summary>
    private sealed record Axis(double Low, double High, double Step, double Start, double End)
    {
        public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(tick => Math.Round(Low + (tick * Step), 10));

        public double Place(double value) => Start + ((value - Low) / (High - Low) * (End - Start));

        /// <summary>From round number to round number in at most ten steps.</summary>
        public static Axis Over(IEnumerable<double> values, double start, double end)
        {
            var (low, high) = (values.Min(), values.Max());
            var range = Math.Max(high - low, 1e-9);
            var power = Math.Pow(10, Math.Floor(Math.Log10(range / 8)));
            var step = power * new[] { 1.0, 2.0, 5.0, 10.0 }.First(factor => range / (power * factor) <= 8);
            return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step, start, end);
        }
    }
}
