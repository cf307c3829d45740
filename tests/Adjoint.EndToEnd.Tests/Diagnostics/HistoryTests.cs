using System.Globalization;
using System.Text.Json;
using Adjoint.EndToEnd.Tests.Training;
using Adjoint.Tests;

namespace Adjoint.EndToEnd.Tests.Diagnostics;

/// <summary>The history of a training, read back.</summary>
public class HistoryTests : TempFolder
{
    private const string Header = "epoch,training_loss,validation_loss,accuracy,seconds,samples_per_second";

    [Fact]
    public void CsvReadsBackToTheSameBits()
    {
        var result = new Sides(1).Fit(Sets.Points(40), new() { Epochs = 3, Validation = Sets.Points(10, seed: 2) });
        var lines = Written(result.WriteCsv).Split('\n');

        Assert.Equal(Header, lines[0]);
        Assert.Equal((5, string.Empty), (lines.Length, lines[4]));
        foreach (var (epoch, line) in result.Epochs.Zip(lines.Skip(1)))
        {
            Assert.Equal(Expected(epoch), line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void JsonLinesReadBackToTheSameBits()
    {
        var result = new Sides(1).Fit(Sets.Points(40), new() { Epochs = 3, Validation = Sets.Points(10, seed: 2) });
        var lines = Written(result.WriteJsonLines).Split('\n');

        Assert.Equal((4, string.Empty), (lines.Length, lines[3]));
        foreach (var (epoch, line) in result.Epochs.Zip(lines))
        {
            using var json = JsonDocument.Parse(line);
            var members = json.RootElement.EnumerateObject().ToArray();
            Assert.Equal(Header, string.Join(',', members.Select(member => member.Name)));
            Assert.Equal(Expected(epoch), members.Select(member => member.Value.GetDouble()));
        }
    }

    [Fact]
    public void WhatThereIsNotIsLeftOut()
    {
        var values = new Pairs(1).Fit(Sets.Pairs(40), new() { Epochs = 1, Validation = Sets.Pairs(10) });
        var alone = new Pairs(1).Fit(Sets.Pairs(40), new() { Epochs = 1 });
        var diverged = new MeteredDivergence(1).Fit(Sets.Pairs(20), new() { Epochs = 1, LearningRate = 1e30, BatchSize = 2 });

        Assert.Equal([false, false, false, true, false, false], Cells(values));
        Assert.Equal([false, false, true, true, false, false], Cells(alone));
        using var json = JsonDocument.Parse(Written(alone.WriteJsonLines));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("validation_loss").ValueKind);
        Assert.False(double.IsFinite(diverged.Loss));
        using var lost = JsonDocument.Parse(Written(diverged.WriteJsonLines));
        Assert.Equal(JsonValueKind.Null, lost.RootElement.GetProperty("training_loss").ValueKind);

        static IEnumerable<bool> Cells(TrainingResult result) => Written(result.WriteCsv).Split('\n')[1].Split(',').Select(cell => cell.Length == 0);
    }

    [Fact]
    public void FilesHoldTheSame()
    {
        var result = new Sides(1).Fit(Sets.Points(40), new() { Epochs = 2 });
        File.WriteAllText(PathOf("history.csv"), new string('x', 10_000));
        result.WriteCsv(PathOf("history.csv"));
        result.WriteJsonLines(PathOf("history.jsonl"));

        Assert.Equal(Written(result.WriteCsv), File.ReadAllText(PathOf("history.csv")));
        Assert.Equal(Written(result.WriteJsonLines), File.ReadAllText(PathOf("history.jsonl")));
        Assert.NotEqual(0xEF, File.ReadAllBytes(PathOf("history.csv"))[0]);
    }

    [Fact]
    public void TheCultureChangesNothing()
    {
        var result = new Sides(1).Fit(Sets.Points(40), new() { Epochs = 2, Validation = Sets.Points(10, seed: 2) });
        var (csv, json) = (Written(result.WriteCsv), Written(result.WriteJsonLines));
        var culture = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = odd;
        try
        {
            Assert.Equal((csv, json), (Written(result.WriteCsv), Written(result.WriteJsonLines)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static double[] Expected(Epoch epoch) =>
        [epoch.Number, epoch.Loss, epoch.Validation!.Value.Loss, epoch.Validation.Value.Accuracy, epoch.Duration.TotalSeconds, epoch.SamplesPerSecond];

    private static string Written(Action<TextWriter> write)
    {
        var text = new StringWriter();
        write(text);
        return text.ToString();
    }
}
