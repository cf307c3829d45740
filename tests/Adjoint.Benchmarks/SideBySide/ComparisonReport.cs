using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Adjoint.Benchmarks;

/// <summary>The rows of a run as a table, and with where and when they were measured as Markdown and JSON.</summary>
internal sealed class ComparisonReport(string folder, bool quick)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly string[] Heads =
        ["ratio (min..max)", "workload", "batch", "threads", "peer", "Adjoint us (min..max)", "peer us (min..max)", "accuracy, peer's", "loss, peer's", "iterations", "undisturbed rounds"];

    private readonly List<ComparisonRow> _rows = [];
    private readonly List<string> _skipped = [];
    private readonly DateTime _start = DateTime.UtcNow;

    public void Add(ComparisonRow row)
    {
        if (_rows.Count == 0)
        {
            Console.WriteLine(Line(Heads));
        }

        _rows.Add(row);
        Console.WriteLine(Line(Cells(row)));
        Write();
    }

    /// <summary>Notes what is not in the table, and why.</summary>
    public void Skip(string what, string why)
    {
        _skipped.Add($"{what}: {why}");
        Console.WriteLine($"skipped {what}: {why}");
        Write();
    }

    /// <summary>Written after each row: a run that is interrupted has what it measured.</summary>
    private void Write()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "peers.md"), Markdown());
        File.WriteAllText(
            Path.Combine(folder, "peers.json"),
            JsonSerializer.Serialize(new { Measured = _start, Quick = quick, Machine.Processor, Machine.Runtime, PeakGigaflops = QuietCore.Best / 1e9, Rows = _rows, Skipped = _skipped }, Json));
    }

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine("# Whole training beside the peers").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_start:yyyy-MM-dd HH:mm} UTC, {Machine.Processor}, multiply-add peak of the core {QuietCore.Best / 1e9:F0} GFLOP/s, {Machine.Runtime}{(quick ? "; a quick run: two rounds each, no figures to quote" : string.Empty)}.").AppendLine();
        text.AppendLine("A ratio above 1 means that the peer takes longer. Times are microseconds of one training iteration: medians of the rounds, in which short chunks of both trainings");
        text.AppendLine("alternate on as many processors as they have threads. Undisturbed are those in which both had these to themselves and the multiply-add peak did not fall; the others do not count, unless there are too few: such");
        text.AppendLine("a row is marked as disturbed and is not to be quoted. Losses and accuracies are both sides' after the same iterations on the same rows in the same order, from the same first");
        text.AppendLine("parameters; a peer without the loss or the optimizer trains with what it has, and its line below says with what. Of the rows of one workload and batch, the smallest ratio is the one to quote.").AppendLine();
        text.AppendLine(Line(Heads)).AppendLine(Line(Heads.Select(_ => "---")));
        foreach (var row in _rows)
        {
            text.AppendLine(Line(Cells(row)));
        }

        text.AppendLine();
        foreach (var line in _rows.Select(row => $"{row.Workload}: {row.Description}.").Distinct()
            .Concat(_rows.Select(row => $"{row.Workload}, batch {row.BatchSize}, threads {row.Threads}, {row.Peer}: {row.PeerSettings}.")).Concat(_skipped.Select(skipped => $"Skipped {skipped}")))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        }

        return text.ToString();
    }

    private static string[] Cells(ComparisonRow row) =>
    [
        Text(row.Ratio, "x"), row.Workload, $"{row.BatchSize}", $"{row.Threads}", row.Peer, Text(row.OurMicroseconds), Text(row.PeerMicroseconds),
        row.OurAccuracy is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{row.OurAccuracy:F4}, {row.PeerAccuracy:F4}"),
        string.Create(CultureInfo.InvariantCulture, $"{row.OurLoss:G5}, {(row.PeerLoss is { } loss ? $"{loss:G5}" : "-")}"), $"{row.Iterations}", $"{row.UndisturbedRounds} of {row.Rounds}{(row.Disturbed ? ": disturbed" : string.Empty)}",
    ];

    private static string Text(Spread spread, string unit = "") => $"{Digits(spread.Median)}{unit} ({Digits(spread.Min)}..{Digits(spread.Max)})";

    // Three digits or more: 1.62, 16.2, 162, 1620.
    private static string Digits(double number) => number.ToString(number < 10 ? "F2" : number < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
