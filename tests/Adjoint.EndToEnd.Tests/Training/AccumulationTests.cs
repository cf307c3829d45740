using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>An iteration in micro-batches is the iteration of the whole batch, up to rounding.</summary>
public class AccumulationTests
{
    /// <summary>Batches that four micro-batches divide, and ones that they do not: fewer samples than micro-batches, and fewer micro-batches than four.</summary>
    public static TheoryData<int> Batches => [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 32, 33];

    [Theory]
    [MemberData(nameof(Batches))]
    public void OfClassesWithTheirWeights(int batch)
    {
        var (inputs, labels) = (Numbers.Floats(batch, 4 * batch), Numbers.Below(batch + 1, 3, batch));
        Compare(new WholeClasses(1), new CutClasses(1), inputs, labels, Losses.Weights(batch, batch));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void OfValues(int batch) =>
        Compare(new WholeValues(1), new CutValues(1), Numbers.Floats(batch, 4 * batch), Numbers.Floats(batch + 1, 2 * batch), Losses.Weights(batch, batch));

    [Theory]
    [MemberData(nameof(Batches))]
    public void OfAnswers(int batch)
    {
        var labels = Numbers.Below(batch, 2, 3 * batch).Select(answer => answer == 1).ToArray();
        Compare(new WholeAnswers(1), new CutAnswers(1), Numbers.Floats(batch, 4 * batch), labels, Losses.Weights(batch, batch));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void OfRowsOfATable(int batch)
    {
        var inputs = Array.ConvertAll(Numbers.Below(batch, 9, 4 * batch), index => (float)index);
        Compare(new WholeWords(1), new CutWords(1), inputs, Numbers.Below(batch + 1, 3, batch), weights: null);
    }

    [Fact]
    public void MicroBatchesThatWeighNothingCountNothing()
    {
        // Of three micro-batches only the second has a class that counts.
        int[] labels = [1, 1, 1, 0, 2, 1, 1, 1, 1];
        Compare(new WholeClasses(1), new CutClasses(1), Numbers.Floats(1, 4 * 9), labels, weights: null);

        var model = new CutClasses(1);
        var before = model.Bits();
        Assert.True(double.IsNaN(model.Train(Dataset.From(new float[36], labels)).Step(Numbers.Floats(1, 16), [1, 1, 1, 1]).Loss));
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void AWholeTrainingIsTheSame()
    {
        var (inputs, labels) = (Numbers.Floats(1, 4 * 50), Numbers.Below(2, 3, 50));
        var data = Dataset.From(inputs, labels).WithWeights(Losses.Weights(3, 50));
        var options = new TrainingOptions<int> { Epochs = 4, BatchSize = 16, LearningRate = 0.05, Validation = data };
        var (whole, cut) = (new WholeClasses(1), new CutClasses(1));
        var expected = whole.Fit(data, options);

        var result = cut.Fit(data, options);

        Assert.Equal(expected.Epochs.Select(epoch => epoch.IterationCount), result.Epochs.Select(epoch => epoch.IterationCount));
        Assert.Equal(whole.Optimizer!.Updates, cut.Optimizer!.Updates);
        foreach (var (a, b) in expected.Epochs.Zip(result.Epochs))
        {
            Assert.Equal(a.Loss, b.Loss, 1e-5);
            Assert.Equal(a.Validation!.Value.Loss, b.Validation!.Value.Loss, 1e-5);
        }

        Near(whole.Doubles(), cut.Doubles(), 1e-5);
    }

    [Fact]
    public void GradientsAreBoundedWhenTheyAreAllThere()
    {
        var (inputs, labels) = (Numbers.Floats(1, 4 * 10), Numbers.Below(2, 3, 10));
        var (whole, cut) = (new WholeClipped(1), new CutClipped(1));
        var data = Dataset.From(inputs, labels);
        whole.Fit(data, new() { BatchSize = 10, Epochs = 5 });
        cut.Fit(data, new() { BatchSize = 10, Epochs = 5 });

        Near(whole.Doubles(), cut.Doubles(), 1e-5);
    }

    [Fact]
    public void OneMicroBatchIsTheWholeBatchToTheBit()
    {
        var data = Dataset.From(Numbers.Floats(1, 4 * 50), Numbers.Below(2, 3, 50));
        var (whole, uncut) = (new WholeClipped(1), new UncutClipped(1));
        whole.Fit(data);
        uncut.Fit(data);

        Assert.Equal(whole.Bits(), uncut.Bits());
    }

    [Fact]
    public void AStatisticOfTheBatchIsOneOfEachMicroBatch()
    {
        var (inputs, labels) = (Numbers.Floats(1, 4 * 8), Numbers.Below(2, 3, 8));
        var (cut, parts) = (new CutNormed(1), new CutNormed(1));
        cut.Train(Dataset.From(inputs, labels), new() { BatchSize = 8, LearningRate = 1e-30 }).Step(inputs, labels);

        // Four micro-batches of two.
        var running = Enumerable.Repeat(0.0, 7).ToArray();
        for (var first = 0; first < 8; first += 2)
        {
            for (var column = 0; column < 7; column++)
            {
                var mean = Enumerable.Range(first, 2).Average(row => parts.Dense1.Bias.Values[column]
                    + Enumerable.Range(0, 4).Sum(k => (double)inputs[(row * 4) + k] * parts.Dense1.Weight.Values[(k * 7) + column]));
                running[column] = (0.9 * running[column]) + (0.1 * mean);
            }
        }

        Near([running], [cut.Running().First()], 1e-6);
    }

    [Theory]
    [InlineData(8, 8, null)]
    [InlineData(16, 8, null)]
    [InlineData(9, 9, null)] // 3, 3, 3
    [InlineData(14, 7, "The [Accumulate] of CutNormed cuts a batch of 7 samples into micro-batches of 2, which leaves one of a single sample, and that has no variance for its [BatchNorm]: set another BatchSize.")]
    [InlineData(4, 32, "The [Accumulate] of CutNormed cuts a batch of 4 samples into micro-batches of 1, which leaves one of a single sample, and that has no variance for its [BatchNorm]: set another BatchSize.")]
    [InlineData(15, 8, "The [Accumulate] of CutNormed cuts a batch of 7 samples into micro-batches of 2, which leaves one of a single sample, and that has no variance for its [BatchNorm]: it is the last of 15 samples, set DropLast or another BatchSize.")]
    public void AMicroBatchOfOneSampleIsRefusedWhereItNeedsAVariance(int samples, int batchSize, string? message)
    {
        var data = Dataset.From(Numbers.Floats(1, 4 * samples), Numbers.Below(2, 3, samples));
        var options = new TrainingOptions<int> { BatchSize = batchSize, Epochs = 1 };
        if (message is null)
        {
            Assert.True(double.IsFinite(new CutNormed(1).Fit(data, options).Loss));
            return;
        }

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new CutNormed(1).Train(data, options)).Message);
    }

    [Fact]
    public void AStepWithAMicroBatchOfOneSampleIsRefused()
    {
        var training = new CutNormed(1).Train(Dataset.From(Numbers.Floats(1, 32), new int[8]), new() { BatchSize = 8 });

        var error = Assert.Throws<ArgumentException>(() => training.Step(new float[20], new int[5]));

        Assert.StartsWith(
            "The [Accumulate] of CutNormed cuts a batch of 5 samples into micro-batches of 2, which leaves one of a single sample, and that has no variance for its [BatchNorm]: give another number of samples.",
            error.Message);
        Assert.Equal(6, training.Step(new float[24], new int[6]).Samples);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    public void OneMicroBatchThatDivergesKeepsTheWholeBatchFromAnUpdate(int row)
    {
        // The fourth batch of five: micro-batches of two, two and one.
        var features = Numbers.Floats(1, 2 * 20);
        features[2 * (row + 4)] = 3e38f;
        var model = new CutChain(1);
        model.First.Weight.Values.Fill(2);

        var result = model.Fit(Dataset.From(features, Numbers.Floats(2, 20)), new() { BatchSize = 5, Shuffle = false });

        Assert.Equal(("first", 4), (result.Divergence!.Layer, result.Divergence.Iteration));
        Assert.Equal([15, 16, 17, 18, 19], result.Divergence.Samples);
        Assert.Equal(3, model.Optimizer!.Updates);
    }

    [Fact]
    public void AProfileCountsBatches()
    {
        var profile = new CutChain(1).Fit(Dataset.From(Numbers.Floats(1, 40), Numbers.Floats(2, 20)), new() { BatchSize = 5, Epochs = 2 }).Profile!;

        Assert.Equal((7, 35), (profile.Iterations, profile.Samples));
        Assert.True(profile.Update > TimeSpan.Zero);
    }

    [Fact]
    public void ThePlanSaysIt() => Assert.Equal(
        "50 samples in batches of 32, each in micro-batches of 8: 2 iterations per epoch, 20 in all",
        new CutClasses(1).Train(Dataset.From(new float[200], new int[50])).Plan.ToString());

    [Fact]
    public void AnIterationAllocatesNothing()
    {
        var (inputs, labels) = (Numbers.Floats(1, 4 * 33), Numbers.Below(2, 3, 33));
        var training = new CutClasses(1).Train(Dataset.From(inputs, labels), new() { BatchSize = 33 });

        Assert.Equal(0, Allocations.Of(() => training.Step(inputs, labels)));
    }

    private static void Compare<TLabel>(Network<TLabel> whole, Network<TLabel> cut, float[] inputs, TLabel[] labels, float[]? weights)
        where TLabel : unmanaged
    {
        var expected = whole.StepGradients(inputs, labels, seed: 5, weights);
        var actual = cut.StepGradients(inputs, labels, seed: 5, weights);

        Assert.Equal(expected.Loss, actual.Loss, 1e-6);
        Near(expected.Gradients, actual.Gradients, 1e-6);
    }

    private static void Near(IEnumerable<double[]> expected, IEnumerable<double[]> actual, double relative)
    {
        // Of the largest of all: in small tensors terms may cancel.
        var largest = Math.Max(1e-6, expected.Max(tensor => tensor.Max(Math.Abs)));
        foreach (var (a, b) in expected.Zip(actual))
        {
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, relative * largest));
        }
    }
}
