using Spectre.Console;
using Spectre.Console.Testing;

namespace Adjoint.Terminal.Tests;

/// <summary>What is drawn in a terminal.</summary>
public class LiveTests
{
    [Fact]
    public void ThePictureInTheMiddleOfAnEpoch() => Snapshot.Verify("Middle", Picture(), "txt");

    [Fact]
    public void TheCultureChangesNothing()
    {
        var expected = Picture();
        OddCulture.Run(() => Assert.Equal(expected, Picture()));
    }

    [Fact]
    public void BeforeItHasBegun()
    {
        var console = new TestConsole();
        var training = new Sides(1).Train(Sets.Points(40), new() { Epochs = 4 });
        console.Write(LiveView.Of(new TrainingProgress(training, new ScriptedTime()), console));
        Assert.Contains("0:00:00", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("left", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutUnicodeItIsAscii()
    {
        var console = new TestConsole();
        console.Profile.Capabilities.Unicode = false;
        console.Write(LiveView.Of(InTheMiddle(), console));
        Assert.All(console.Output, character => Assert.True(char.IsAscii(character), $"{character}"));
        Assert.Contains("#####", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrainingIsDrawnAndItsEndStays()
    {
        var console = new TestConsole().Interactive().EmitAnsiSequences();
        var result = new Sides(1).Train(
            Sets.Points(40), new() { Epochs = 30, Validation = Sets.Points(20, seed: 2), EarlyStopping = new() { Target = 0.0, Metric = ValidationMetric.Accuracy } }).RunInTerminal(console);

        // Ended in its first epoch, by a target that everything reaches.
        Assert.Equal(StopReason.TargetReached, result.Reason);
        Assert.Contains("\u001b[?25l", console.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[?25h", console.Output, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{result.Loss:F4}"), console.Output, StringComparison.Ordinal);
        Assert.EndsWith(result.Explanation, console.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnIterationIsCountedWithoutAllocating()
    {
        var progress = InTheMiddle();
        var iteration = new Iteration(1, 0.5, 8, 0.001);
        for (var i = 0; i < 100; i++)
        {
            progress.Iterated(iteration);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            progress.Iterated(iteration);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0.5, progress.SmoothedLoss, 6);
    }

    private static string Picture()
    {
        var console = new TestConsole();
        console.Write(LiveView.Of(InTheMiddle(), console));
        return string.Join('\n', console.Lines.Select(line => line.TrimEnd())) + "\n";
    }

    /// <summary>The second of four iterations of the tenth of forty epochs; an iteration took half a second, whatever it really took.</summary>
    private static TrainingProgress InTheMiddle()
    {
        var time = new ScriptedTime();
        var training = new Sides(1).Train(Sets.Points(32), new() { Epochs = 40, BatchSize = 8, Validation = Sets.Points(1000, seed: 2), Seed = 1 });
        var progress = new TrainingProgress(training, time);
        foreach (var epoch in training.Epochs)
        {
            progress.EpochStarted(epoch);
            foreach (var iteration in epoch.Iterations)
            {
                time.Pass(0.5);
                progress.Iterated(iteration);
                if ((epoch.Number, iteration.Number) == (10, 2))
                {
                    progress.Measure();
                    return progress;
                }
            }

            progress.EpochEnded();
            // The only number that is another in each run.
            var lines = (List<EpochLine>)progress.Lines;
            lines[^1] = lines[^1] with { SamplesPerSecond = 1234.5 };
        }

        throw new InvalidOperationException("It has forty epochs.");
    }
}
