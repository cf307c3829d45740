namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Which rows are drawn, told by a model whose loss is the row's number squared.</summary>
public class SamplingTests
{
    private const int Rows = 12;

    /// <summary>Row 1 has the weight 0, row 12 the weight 11.</summary>
    private static readonly float[] Weights = [.. Enumerable.Range(0, Rows).Select(row => (float)row)];

    [Fact]
    public void AnEpochHasAsManyRowsAsTheSetByTheirWeights()
    {
        const int Epochs = 2000;
        var epochs = Visits(new() { Epochs = Epochs, BatchSize = 1, Sampling = Sampling.ByWeight(Weights) });
        Assert.All(epochs, visits => Assert.Equal(Rows, visits.Length));
        var counts = epochs.SelectMany(visits => visits).CountBy(row => row).ToDictionary();

        Assert.False(counts.ContainsKey(1));
        var square = 0.0;
        for (var row = 2; row <= Rows; row++)
        {
            var expected = Epochs * Rows * Weights[row - 1] / Weights.Sum();
            square += (counts[row] - expected) * (counts[row] - expected) / expected;
        }

        // Eleven rows: ten degrees of freedom, and four deviations of chi-square.
        Assert.InRange(square, 0, 10 + (4 * Math.Sqrt(20)));
    }

    [Fact]
    public void EpochsDifferAndSeedsDoAndOneSeedDrawsTheSame()
    {
        TrainingOptions<float> With(int seed) => new() { Epochs = 2, BatchSize = 1, Seed = seed, Sampling = Sampling.ByWeight(Weights) };

        var epochs = Visits(With(4));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.Equal(epochs, Visits(With(4)));
        Assert.NotEqual(epochs, Visits(With(5)));
        // Neither the size of the batches nor what else draws at random moves a draw.
        Assert.Equal(epochs, Visits(With(4) with { Epochs = 3, Dropout = 0.5 })[..2]);
    }

    [Fact]
    public void RowsOfAPartAreItsOwn()
    {
        var part = Sets.Numbered(Rows).SplitInOrder(8.Rows(), 4.Rows()).Second;

        var visits = Visits(new() { Epochs = 20, BatchSize = 1, Sampling = Sampling.ByWeight(new float[] { 1, 0, 0, 1 }) }, part).SelectMany(visits => visits);

        Assert.Equal([9, 12], visits.Distinct().Order());
    }

    [Fact]
    public void BalancedDrawsEveryClassEquallyOftenAndItsRowsToo()
    {
        // Two rows of class 0, three of class 1 and fifteen of class 2, which row it is being told by the feature.
        var data = Dataset.From(Enumerable.Range(0, 20).Select(row => (float)row).ToArray(), Enumerable.Range(0, 20).Select(row => row < 2 ? 0 : row < 5 ? 1 : 2).ToArray());
        var table = Sampling.Balanced.TableOf(data);
        var key = CounterRandom.Key(1, RandomPurpose.Sampling);
        var counts = new int[20];
        for (var place = 0; place < 180_000; place++)
        {
            counts[table.Draw(CounterRandom.Bits(key, place))]++;
        }

        for (var row = 0; row < 20; row++)
        {
            var expected = 60_000.0 / (row < 2 ? 2 : row < 5 ? 3 : 15);
            Assert.InRange(counts[row], expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void BalancedTakesClassesAndYesAndNo()
    {
        Assert.Equal(2, new Sides(1).Fit(Sets.Points(30), new() { Epochs = 2, Sampling = Sampling.Balanced }).Epochs.Count);
        Assert.Equal(2, new Above(1).Fit(Sets.Above(30), new() { Epochs = 2, Sampling = Sampling.Balanced }).Epochs.Count);
    }

    [Fact]
    public void BalancedRefusesValuesAndSeveralLabels()
    {
        Assert.StartsWith(
            "Sampling.Balanced needs classes (an enum or int) or yes and no (bool) as labels, but these are Single.",
            Assert.Throws<ArgumentException>(() => new Pairs(1).Train(Sets.Pairs(10), new() { Sampling = Sampling.Balanced })).Message);
        Assert.StartsWith(
            "Sampling.Balanced needs one label a row, but a row of this set has 3.",
            Assert.Throws<ArgumentException>(() => new Places(1).Train(Sets.Places(10), new() { Sampling = Sampling.Balanced })).Message);
    }

    [Fact]
    public void WeightsThatAreNoneAreRefused()
    {
        Assert.StartsWith(
            "Row 1 of the training set: its weight is -1, expected a finite number of at least 0.",
            Assert.Throws<ArgumentException>(() => Sampling.ByWeight(new float[] { 1, -1 })).Message);
        Assert.StartsWith("None of the 2 weights is above 0: no row could be drawn.", Assert.Throws<ArgumentException>(() => Sampling.ByWeight(new float[2])).Message);
        Assert.StartsWith("None of the 0 weights is above 0", Assert.Throws<ArgumentException>(() => Sampling.ByWeight(default)).Message);
        Assert.StartsWith(
            "Sampling.ByWeight has 12 weights, but the training set has 5 rows: expected a weight for each.",
            Assert.Throws<ArgumentException>(() => Visits(new() { Sampling = Sampling.ByWeight(Weights) }, Sets.Numbered(5))).Message);
    }

    [Fact]
    public void TheGivenOrderAndSamplingExcludeEachOther() => Assert.StartsWith(
        "Sampling draws the rows of an epoch at random, but Shuffle is false, which asks for the given order: give one of them.",
        Assert.Throws<ArgumentException>(() => Visits(new() { Shuffle = false, Sampling = Sampling.ByWeight(Weights) })).Message);

    [Fact]
    public void LaterChangesOfTheWeightsAreNotSeen()
    {
        var weights = Weights.ToArray();
        var options = new TrainingOptions<float> { Epochs = 2, BatchSize = 1, Sampling = Sampling.ByWeight(weights) };
        var expected = Visits(options);
        Array.Fill(weights, 1);

        Assert.Equal(expected, Visits(options));
    }

    [Fact]
    public void OneBatchByHeartHasEveryRowWhateverTheSampling()
    {
        var (plain, drawn) = (new Sides(1), new Sides(1));
        var sampling = Sampling.ByWeight(new float[] { 1, 0, 0, 0, 0 });

        Assert.Equal(plain.Overfit(Sets.Points(5)).Losses, drawn.Overfit(Sets.Points(5), options: new() { Sampling = sampling }).Losses);
    }

    private static List<int[]> Visits(TrainingOptions<float> options, Dataset<float>? data = null) =>
        [.. Sets.Zeros().Train(data ?? Sets.Numbered(Rows), options).Epochs.Select(epoch => epoch.Iterations.Select(iteration => (int)Math.Round(Math.Sqrt(iteration.Loss))).ToArray())];
}
