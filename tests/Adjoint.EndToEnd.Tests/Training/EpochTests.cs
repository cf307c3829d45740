namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>How many epochs and iterations there are, and their numbers.</summary>
public class EpochTests
{
    [Theory]
    [InlineData(10, 3, false, 4)]
    [InlineData(10, 3, true, 3)]
    [InlineData(9, 3, false, 3)]
    [InlineData(9, 3, true, 3)]
    [InlineData(1, 32, false, 1)]
    [InlineData(5, 32, true, 1)]
    [InlineData(5, 5, true, 1)]
    [InlineData(7, 1, true, 7)]
    public void IterationsOfAnEpoch(int rows, int batchSize, bool dropLast, int expected)
    {
        var training = new Sides().Train(Sets.Points(rows), new() { Epochs = 2, BatchSize = batchSize, DropLast = dropLast });

        Assert.Equal((2, expected), (training.EpochCount, training.IterationsPerEpoch));
        foreach (var epoch in training.Epochs)
        {
            Assert.Equal(expected, epoch.IterationCount);
            Assert.Equal(expected, epoch.Iterations.Count());
        }
    }

    [Fact]
    public void NumbersBeginAtOne()
    {
        var training = new Sides().Train(Sets.Points(10), new() { Epochs = 3, BatchSize = 4 });
        var numbers = new List<string>();

        foreach (var epoch in training.Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                numbers.Add($"{epoch.Number}.{iteration.Number}/{iteration.Samples}");
            }
        }

        Assert.Equal(["1.1/4", "1.2/4", "1.3/2", "2.1/4", "2.2/4", "2.3/2", "3.1/4", "3.2/4", "3.3/2"], numbers);
    }

    [Fact]
    public void TheDefaultsAreTenEpochsOfThirtyTwo()
    {
        var training = new Sides().Train(Sets.Points(65));

        Assert.Equal((10, 3), (training.EpochCount, training.IterationsPerEpoch));
    }

    [Fact]
    public void DropLastLeavesOutOtherRowsEachEpoch()
    {
        // 5 rows in batches of 2: a row is missing from each epoch, and with another order it is another row.
        var training = Sets.Zeros().Train(Sets.Numbered(5), new() { Epochs = 20, BatchSize = 2, DropLast = true });

        var missing = training.Epochs.Select(epoch => (int)Math.Round(55 - (epoch.Loss * 4))).ToList();

        Assert.All(missing, square => Assert.Contains(square, new[] { 1, 4, 9, 16, 25 }));
        Assert.True(missing.Distinct().Count() > 2, string.Join(" ", missing));
    }

    [Fact]
    public void SamplesOfTheSmallerLastBatchWeighAsMuch()
    {
        // Batches 1, 2 | 3, 4 | 5 with losses (1 + 4) / 2, (9 + 16) / 2, 25: the mean over samples is 55 / 5, over batches it would be 13.3.
        var epoch = Sets.Zeros().Train(Sets.Numbered(5), new() { BatchSize = 2, Shuffle = false }).Epochs.First();

        Assert.Equal([2.5, 12.5, 25], epoch.Iterations.Select(iteration => iteration.Loss));
        Assert.Equal(11, epoch.Loss, 1e-12);
    }

    [Fact]
    public void DurationAndSpeedArePlausible()
    {
        var epoch = new Sides().Train(Sets.Points(100)).Epochs.First();

        Assert.InRange(epoch.Duration, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(20));
        Assert.Equal(100 / epoch.Duration.TotalSeconds, epoch.SamplesPerSecond, 1e-6 * epoch.SamplesPerSecond);
    }

    [Fact]
    public void LinqWorks()
    {
        var training = new Sides().Train(Sets.Points(20), new() { Epochs = 4, BatchSize = 8, Validation = Sets.Points(9, seed: 2) });

        var rows = training.Epochs.Select(epoch => (epoch.Number, epoch.Loss, epoch.Validation!.Value.Samples)).ToList();

        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Number));
        Assert.All(rows, row => Assert.True(row is { Loss: > 0, Samples: 9 }));
        Assert.Equal(4, rows.Select(row => row.Loss).Distinct().Count());
        Assert.Empty(training.Epochs);
    }

    [Fact]
    public void EpochsThatWereListedHaveTheirValues()
    {
        var list = new Sides().Train(Sets.Points(20), new() { Epochs = 3 }).Epochs.ToList();

        Assert.Equal([1, 2, 3], list.Select(epoch => epoch.Number));
        Assert.Equal(3, list.Select(epoch => epoch.Loss).Distinct().Count());
        Assert.All(list, epoch => Assert.Empty(epoch.Iterations));
    }

    [Fact]
    public void EnumeratorsDoNotGoBack()
    {
        var training = new Sides().Train(Sets.Points(4));

        Assert.Throws<NotSupportedException>(() => training.Epochs.GetEnumerator().Reset());
        Assert.Throws<NotSupportedException>(() => training.Epochs.First().Iterations.GetEnumerator().Reset());
    }
}
