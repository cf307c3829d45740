using Spectre.Console;
using Spectre.Console.Rendering;

namespace Adjoint.Terminal;

/// <summary>The picture of a training that is drawn over itself, ten times a second at most.</summary>
internal sealed class LiveView(LiveDisplayContext display, TrainingProgress progress, IAnsiConsole console) : IProgressView
{
    private const int EpochsShown = 6;
    private const int BarWidth = 30;

    private static readonly long Interval = TimeProvider.System.TimestampFrequency / 10;

    private long _drawn = TimeProvider.System.GetTimestamp();

    public void Iterated() => DrawWhenDue();

    public void EpochEnded() => DrawWhenDue();

    public void TrainingEnded() => Draw();

    /// <summary>The picture at this moment.</summary>
    public static IRenderable Of(TrainingProgress progress, IAnsiConsole console)
    {
        var unicode = console.Profile.Capabilities.Unicode;
        var left = progress.Left is { } time ? $", {Numbers.Time(time)} left" : string.Empty;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        AddRow(grid, "epoch", Bar((double)(progress.Epoch - progress.FirstEpoch + 1) / progress.EpochCount, unicode), $"{Numbers.Count(progress.Epoch)}/{Numbers.Count(progress.LastEpoch)}");
        AddRow(grid, "iteration", Bar((double)progress.Iteration / progress.IterationsPerEpoch, unicode), $"{Numbers.Count(progress.Iteration)}/{Numbers.Count(progress.IterationsPerEpoch)}");
        AddRow(grid, "time", string.Empty, $"{Numbers.Time(progress.Elapsed)}{left}");
        AddLoss(grid, progress, unicode);
        AddRow(grid, "samples/s", string.Empty, Numbers.Rate(progress.SamplesPerSecond));
        var name = new Markup($"[bold]{Markup.Escape(progress.ModelName)}[/]");
        return progress.Lines.Count == 0 ? new Rows(name, grid) : new Rows(name, grid, Text.Empty, Table(progress));
    }

    private void DrawWhenDue()
    {
        if (TimeProvider.System.GetTimestamp() - _drawn >= Interval)
        {
            Draw();
        }
    }

    private void Draw()
    {
        progress.Measure();
        display.UpdateTarget(Of(progress, console));
        _drawn = TimeProvider.System.GetTimestamp();
    }

    private static void AddLoss(Grid grid, TrainingProgress progress, bool unicode)
    {
        var points = progress.LossPoints;
        var curve = points.Length == 0 ? string.Empty : $"[blue]{Sparkline.Draw(points, unicode)}[/]";
        var range = points.Length == 0 ? string.Empty : $"[grey]{Numbers.Loss(points.Min())} to {Numbers.Loss(points.Max())}[/]";
        AddRow(grid, "loss", curve, double.IsNaN(progress.SmoothedLoss) ? "-" : $"{Numbers.Loss(progress.SmoothedLoss)}  {range}");
    }

    private static void AddRow(Grid grid, string name, string picture, string text)
        => grid.AddRow(new Markup($"[grey]{name}[/]"), new Markup(picture.Length == 0 ? text : $"{picture}  {text}"));

    private static string Bar(double share, bool unicode)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * BarWidth);
        var (done, open) = unicode ? ('━', '─') : ('#', '-');
        return $"[green]{new string(done, full)}[/][grey]{new string(open, BarWidth - full)}[/]";
    }

    /// <summary>The last epochs, with the columns that they have something in.</summary>
    private static Table Table(TrainingProgress progress)
    {
        var lines = progress.Lines.Skip(progress.Lines.Count - EpochsShown).ToArray();
        var columns = new List<(string Name, Func<EpochLine, string> Cell)> { ("epoch", line => Numbers.Count(line.Number)), ("loss", line => Numbers.Loss(line.Loss)) };
        if (lines.Any(line => line.Validation is not null))
        {
            columns.Add(("validation loss", line => line.Validation is { } validation ? Numbers.Loss(validation.Loss) : "-"));
        }

        if (lines.Any(line => line.Validation is { Accuracy: not double.NaN }))
        {
            columns.Add(("accuracy", line => line.Validation is { } validation ? Numbers.Share(validation.Accuracy) : "-"));
        }

        columns.Add(("samples/s", line => Numbers.Rate(line.SamplesPerSecond)));
        var table = new Table().Border(TableBorder.None);
        foreach (var (name, _) in columns)
        {
            table.AddColumn(new TableColumn(new Markup($"[grey]{name}[/]")).RightAligned().PadRight(2));
        }

        foreach (var line in lines)
        {
            table.AddRow([.. columns.Select(column => new Text(column.Cell(line)))]);
        }

        return table;
    }
}
