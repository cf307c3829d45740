namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Which row is visited when, told by a model whose loss is the row's number squared.</summary>
public class OrderTests
{
    private const int Rows = 12;
    private static readonly int[] InOrder = [.. Enumerable.Range(1, Rows)];

    [Fact]
    public void WithoutShuffleRowsComeInTheGivenOrderEveryEpoch()
    {
        var epochs = Visits(new() { Epochs = 3, BatchSize = 1, Shuffle = false });

        Assert.All(epochs, visits => Assert.Equal(InOrder, visits));
    }

    [Fact]
    public void AnEpochVisitsEachRowOnceInAnotherOrder()
    {
        var epochs = Visits(new() { Epochs = 8, BatchSize = 1 });

        Assert.All(epochs, visits => Assert.Equal(InOrder, visits.Order()));
        Assert.Equal(8, epochs.Append(InOrder).Select(visits => string.Join(" ", visits)).Distinct().Count() - 1);
    }

    [Fact]
    public void TheOrderIsThatOfTheSeed()
    {
        TrainingOptions<float> With(int seed) => new() { Epochs = 2, BatchSize = 1, Seed = seed };

        Assert.Equal(Visits(With(4)), Visits(With(4)));
        Assert.NotEqual(Visits(With(4)), Visits(With(5)));
    }

    [Fact]
    public void EveryRowComesFirstSometimes() =>
        Assert.Equal(InOrder, Visits(new() { Epochs = 200, BatchSize = 1 }).Select(visits => visits[0]).Distinct().Order());

    [Fact]
    public void PartsOfASetVisitTheirOwnRows()
    {
        var (first, second) = Sets.Numbered(Rows).Split(0.75, 0.25, seed: 3);

        var (some, others) = (Visits(new() { Epochs = 1, BatchSize = 1 }, first)[0], Visits(new() { Epochs = 1, BatchSize = 1 }, second)[0]);

        Assert.Equal((9, 3), (some.Length, others.Length));
        Assert.Equal(InOrder, some.Concat(others).Order());
    }

    [Fact]
    public void TheSecondTrainingHasTheOrdersOfLaterEpochs()
    {
        // Epoch 2 is epoch 2, whether one training reaches it or two.
        var expected = Visits(new() { Epochs = 2, BatchSize = 1 });
        var model = Sets.Zeros();
        var actual = new[] { Visits(model, new() { Epochs = 1, BatchSize = 1 }), Visits(model, new() { Epochs = 1, BatchSize = 1 }) };

        Assert.Equal(expected, actual.SelectMany(epochs => epochs));
    }

    private static List<int[]> Visits(TrainingOptions<float> options, Dataset<float>? data = null) => Visits(Sets.Zeros(), options, data);

    private static List<int[]> Visits(Revealing model, TrainingOptions<float> options, Dataset<float>? data = null) =>
        [.. model.Train(data ?? Sets.Numbered(Rows), options).Epochs.Select(epoch => epoch.Iterations.Select(iteration => (int)Math.Round(Math.Sqrt(iteration.Loss))).ToArray())];
}
