namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>A weight for each row, which alone is moved by it: what an iteration has changed are the rows it saw.</summary>
[Model, Input(100), Dense(1, Name = "rows", Bias = false), MeanSquaredError, Sgd(LearningRate = 0.5)]
public partial class RowRecorder;

/// <summary>The table of the textbooks: a hundred rows in batches of ten are ten iterations in each epoch, which visit rows 1 to 10, 11 to 20, ..., 91 to 100.</summary>
public class TableTests
{
    private static readonly string[] Table =
        ["1-10", "11-20", "21-30", "31-40", "41-50", "51-60", "61-70", "71-80", "81-90", "91-100"];

    [Fact]
    public void EveryEpochVisitsTheRowsInTheirOrderInBatchesOfTen()
    {
        var epochs = Visits(new() { Epochs = 3, BatchSize = 10, Shuffle = false });

        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.Number));
        Assert.All(epochs, epoch => Assert.Equal(Table, epoch.Batches.Select(Range)));
    }

    [Fact]
    public void ABatchThatDoesNotDivideTheRowsLeavesASmallerOneAtTheEnd() =>
        Assert.Equal(["1-30", "31-60", "61-90", "91-100"], Visits(new() { Epochs = 2, BatchSize = 30, Shuffle = false })[1].Batches.Select(Range));

    [Fact]
    public void WithDropLastTheRestIsLeftOutInEveryEpoch() =>
        Assert.All(
            Visits(new() { Epochs = 2, BatchSize = 30, Shuffle = false, DropLast = true }),
            epoch => Assert.Equal(["1-30", "31-60", "61-90"], epoch.Batches.Select(Range)));

    [Fact]
    public void ShuffledAnEpochVisitsEachRowOnceInBatchesOfTen()
    {
        var epochs = Visits(new() { Epochs = 2, BatchSize = 10 });

        Assert.All(epochs, epoch => Assert.All(epoch.Batches, batch => Assert.Equal(10, batch.Length)));
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(1, 100), epoch.Batches.SelectMany(batch => batch).Order()));
        Assert.NotEqual(epochs[0].Batches, epochs[1].Batches);
    }

    /// <summary>The numbers of the rows, from 1, that each iteration saw.</summary>
    private static List<(int Number, int[][] Batches)> Visits(TrainingOptions<float> options)
    {
        var features = new float[100 * 100];
        for (var row = 0; row < 100; row++)
        {
            features[(row * 100) + row] = 1;
        }

        var model = new RowRecorder();
        Support.Models.Fill(model, 0);
        var epochs = new List<(int, int[][])>();
        foreach (var epoch in model.Train(Dataset.From(features, Enumerable.Repeat(1f, 100).ToArray()), options).Epochs)
        {
            var batches = new List<int[]>();
            var before = model.Rows.Weight.Values.ToArray();
            foreach (var iteration in epoch.Iterations)
            {
                var after = model.Rows.Weight.Values.ToArray();
                batches.Add([.. Enumerable.Range(1, 100).Where(row => after[row - 1] != before[row - 1])]);
                Assert.Equal(iteration.Samples, batches[^1].Length);
                before = after;
            }

            epochs.Add((epoch.Number, [.. batches]));
        }

        return epochs;
    }

    private static string Range(int[] rows)
    {
        Assert.Equal(Enumerable.Range(rows[0], rows.Length), rows);
        return $"{rows[0]}-{rows[^1]}";
    }
}
