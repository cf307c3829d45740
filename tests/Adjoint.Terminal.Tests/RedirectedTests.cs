using System.Text.RegularExpressions;
using Spectre.Console.Testing;

namespace Adjoint.Terminal.Tests;

/// <summary>Where output is redirected: a plain line for each epoch.</summary>
public class RedirectedTests
{
    [Fact]
    public void ALineForEachEpochAndWhyItEnded()
    {
        var console = new TestConsole().Width(20);
        var result = new Sides(1).Train(Sets.Points(40), new() { Epochs = 12, Validation = Sets.Points(20, seed: 2) }).RunInTerminal(console);
        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');

        Assert.Equal(13, lines.Length);
        foreach (var (epoch, line) in result.Epochs.Zip(lines))
        {
            var validation = epoch.Validation!.Value;
            Assert.Equal(
                FormattableString.Invariant($"epoch {epoch.Number,2}/12  loss {epoch.Loss:F4}  validation loss {validation.Loss:F4}  accuracy {100 * validation.Accuracy:F1} %  {epoch.SamplesPerSecond:N0} samples/s"),
                line);
        }

        Assert.Equal("Completed 12 epochs.", lines[12]);
        Assert.DoesNotContain('\u001b', console.Output);
    }

    [Fact]
    public void WhatThereIsNotIsLeftOut()
    {
        var console = new TestConsole();
        new Values(1).Train(Sets.Sums(40), new() { Epochs = 1, Validation = Sets.Sums(10, seed: 2) }).RunInTerminal(console);
        new Values(1).Train(Sets.Sums(40), new() { Epochs = 1 }).RunInTerminal(console);
        var lines = console.Output.ReplaceLineEndings("\n").Split('\n');

        Assert.Matches(@"^epoch 1/1  loss \d\.\d{4}  validation loss \d\.\d{4}  [\d,]+ samples/s$", lines[0]);
        Assert.Matches(@"^epoch 1/1  loss \d\.\d{4}  [\d,]+ samples/s$", lines[2]);
    }

    [Fact]
    public void WarningsComeFirst()
    {
        var console = new TestConsole().Width(20);
        var training = new Sides(1).Train(Sets.Points(40), new() { Epochs = 1, Validation = Sets.Points(20) });
        training.RunInTerminal(console);

        Assert.StartsWith($"warning: {Assert.Single(training.Warnings)}", console.Output);
    }

    [Fact]
    public void ItGoesOnFromWhereTheTrainingStands()
    {
        var console = new TestConsole();
        var training = new Sides(1).Train(Sets.Points(96), new() { Epochs = 3 });
        foreach (var epoch in training.Epochs)
        {
            if (epoch.Number == 2)
            {
                _ = epoch.Iterations.First();
                break;
            }
        }

        var result = training.RunInTerminal(console);
        Assert.Equal(3, result.Epochs.Count);
        Assert.Equal(["epoch 2/3", "epoch 3/3"], Regex.Matches(console.Output, "epoch ./.").Select(match => match.Value));
        Assert.Equal(result.Loss, training.RunInTerminal(console).Loss);
    }

    [Fact]
    public void ASecondTrainingGoesOnCounting()
    {
        var console = new TestConsole();
        var model = new Sides(1);
        model.Fit(Sets.Points(40), new() { Epochs = 9 });
        model.Train(Sets.Points(40), new() { Epochs = 2 }).RunInTerminal(console);
        Assert.Equal(["epoch 10/11", "epoch 11/11"], Regex.Matches(console.Output, @"epoch \d+/\d+").Select(match => match.Value));
    }

    [Fact]
    public void TheCultureChangesNothing() => OddCulture.Run(() =>
    {
        var console = new TestConsole();
        new Sides(1).Train(Sets.Points(40), new() { Epochs = 1, Validation = Sets.Points(20, seed: 2) }).RunInTerminal(console);
        Assert.Matches(@"^epoch 1/1  loss \d\.\d{4}  validation loss \d\.\d{4}  accuracy \d+\.\d %  [\d]{1,3}(,\d{3})* samples/s\s", console.Output);
    });

    [Fact]
    public void AnEpochThatWasEndedEarlyHasNoLine()
    {
        using var source = new CancellationTokenSource();
        var metric = new ValidationMetric("scripted", isLargerBetter: false, _ =>
        {
            source.Cancel();
            return 1;
        });
        var console = new TestConsole();
        var result = new Sides(1).Train(
            Sets.Points(40), new() { Epochs = 5, Validation = Sets.Points(20, seed: 2), Cancellation = source.Token, EarlyStopping = new() { Metric = metric } }).RunInTerminal(console);
        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');

        Assert.Equal(StopReason.Cancelled, result.Reason);
        Assert.Equal((2, result.Explanation), (lines.Length, lines[1]));
    }

    [Fact]
    public void NorHasOneInWhichAStreamEnded()
    {
        var console = new TestConsole().Width(100);
        var set = Sets.Points(50);
        var stream = Dataset.Stream(Rows(set), new() { RowsPerEpoch = 40, Passes = 1 });
        var result = new Sides(1).Train(stream, new() { Epochs = 5 }).RunInTerminal(console);
        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');

        Assert.StartsWith("epoch 1/5  ", lines[0], StringComparison.Ordinal);
        Assert.Equal((2, "The stream ended in epoch 2 after 1 of 2 iterations."), (lines.Length, lines[1]));
        Assert.Equal(2, result.Epochs.Count);
    }

    private static async IAsyncEnumerable<(float[] Features, Side Label)> Rows(Dataset<Side> set)
    {
        await Task.CompletedTask;
        for (var row = 0; row < set.Count; row++)
        {
            yield return (set.Features(row).ToArray(), set.Labels(row)[0]);
        }
    }
}
