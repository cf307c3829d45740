namespace Adjoint.EndToEnd.Tests.Training.Finders;

/// <summary>The sweep over batch sizes.</summary>
public class BatchSizeSweepTests
{
    private static readonly Dataset<Side> TrainSet = Sets.Points(60);
    private static readonly Dataset<Side> ValidationSet = Sets.Points(40, seed: 2);
    private static readonly BatchSizeSearch<Side> Search = new() { BatchSizes = [20, 7], Target = 0.9, Training = new() { Epochs = 6 } };

    [Fact]
    public void EachRunIsTheTrainingThatTheUserWouldWrite()
    {
        var sweep = BatchSizeSweep.Run(seed => new Sides(seed), TrainSet, ValidationSet, Search);

        Assert.Equal([(20, 3), (7, 9)], sweep.Results.Select(result => (result.BatchSize, result.IterationsPerEpoch)));
        foreach (var result in sweep.Results)
        {
            Assert.Equal([1, 2, 3], result.Runs.Select(run => run.Seed));
            foreach (var run in result.Runs)
            {
                var own = new Sides(run.Seed).Fit(TrainSet, new() { Epochs = 6, BatchSize = result.BatchSize, Seed = run.Seed, Validation = ValidationSet });
                Assert.Equal(own.Epochs.Select(epoch => (epoch.Number, epoch.Loss, epoch.Validation)), run.Epochs.Select(epoch => (epoch.Number, epoch.Loss, epoch.Validation)));
                var first = own.Epochs.FirstOrDefault(epoch => epoch.Validation!.Value.Accuracy >= 0.9);
                Assert.Equal(own.Epochs.Any(epoch => epoch.Validation!.Value.Accuracy >= 0.9) ? first.Number : double.PositiveInfinity, run.EpochsToTarget);
            }
        }
    }

    [Fact]
    public void MeanAndSpreadAreOverTheSeeds()
    {
        var result = BatchSizeSweep.Run(seed => new Sides(seed), TrainSet, ValidationSet, Search).Results[0];
        var accuracies = result.Runs.Select(run => run.Epochs[^1].Validation!.Value.Accuracy).ToArray();
        var mean = (accuracies[0] + accuracies[1] + accuracies[2]) / 3;

        Assert.Equal(mean, result.Accuracy.Mean, 12);
        Assert.Equal(Math.Sqrt(accuracies.Sum(accuracy => Math.Pow(accuracy - mean, 2)) / 2), result.Accuracy.StandardDeviation, 12);
        Assert.Equal((accuracies.Min(), accuracies.Max()), (result.Accuracy.Lowest, result.Accuracy.Highest));
        Assert.True(result.SecondsPerEpoch.Lowest > 0);
    }

    [Fact]
    public void ATargetThatIsNeverReachedTakesInfinitelyLong()
    {
        var result = BatchSizeSweep.Run(seed => new Sides(seed), TrainSet, ValidationSet, Search with { Target = 1.1 }).Results[0];

        Assert.Equal(double.PositiveInfinity, result.EpochsToTarget.Mean);
        Assert.Equal("∞", result.EpochsToTarget.ToString().Replace("Infinity", "∞", StringComparison.Ordinal));
    }

    [Fact]
    public void ATargetCanBeALoss()
    {
        var sweep = BatchSizeSweep.Run(
            seed => new Pairs(seed), Sets.Pairs(30), Sets.Pairs(10), new() { BatchSizes = [10], Metric = ValidationMetric.Loss, Target = 1e9, Training = new() { Epochs = 2 } });

        Assert.Equal(1, sweep.Results[0].EpochsToTarget.Mean);
        Assert.True(double.IsNaN(sweep.Results[0].Accuracy.Mean));
        Assert.EndsWith("target: validation loss <= 1E+09; mean ± standard deviation over 3 seeds", sweep.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableHasARowForEachSize()
    {
        var lines = BatchSizeSweep.Run(seed => new Sides(seed), TrainSet, ValidationSet, Search).ToString().Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.StartsWith("    20                 3", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("     7                 9", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatIsNotNewIsRefused()
    {
        var model = new Sides(1);
        var error = Assert.Throws<ArgumentException>(() => BatchSizeSweep.Run(_ => model, TrainSet, ValidationSet, Search));

        Assert.StartsWith("The model made for seed 2 has been trained before, expected a new one.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellingEndsIt() => Assert.Throws<OperationCanceledException>(() => BatchSizeSweep.Run(
        seed => new Sides(seed), TrainSet, ValidationSet, Search with { Training = new() { Cancellation = new(canceled: true) } }));

    [Fact]
    public void WhatIsOutOfRangeIsRefused()
    {
        void Refused<TError>(BatchSizeSearch<Side> search)
            where TError : ArgumentException
            => Assert.Throws<TError>(() => BatchSizeSweep.Run(seed => new Sides(seed), TrainSet, ValidationSet, search));

        Refused<ArgumentException>(Search with { BatchSizes = [] });
        Refused<ArgumentOutOfRangeException>(Search with { BatchSizes = [0] });
        Refused<ArgumentException>(Search with { Seeds = [1, 2] });
        Refused<ArgumentException>(Search with { Seeds = [1, 2, 2] });
        Refused<ArgumentOutOfRangeException>(Search with { Target = double.NaN });
        Refused<ArgumentException>(Search with { Training = new() { Checkpoints = new("runs") } });
    }
}
