using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>One training after another, and steps in between.</summary>
public class ContinuationTests
{
    private static readonly Dataset<Side> Data = Sets.Points(20);

    private static TrainingOptions<Side> Epochs(int count, bool reset = false) => new() { Epochs = count, BatchSize = 6, Seed = 5, Reset = reset };

    [Fact]
    public void TwoFitsAreOneLongOne()
    {
        var (whole, parts) = (new SidesWithDropout(1), new SidesWithDropout(1));
        whole.Fit(Data, Epochs(5));

        parts.Fit(Data, Epochs(2));
        var second = parts.Fit(Data, Epochs(3));

        Assert.Equal([3, 4, 5], second.Epochs.Select(epoch => epoch.Number));
        Assert.Equal(whole.Bits(), parts.Bits());
    }

    [Fact]
    public void ResetForgetsMomentsStepsAndNumbersButNotParameters()
    {
        var (continued, reset) = (new Sides(1), new Sides(1));
        continued.Fit(Data, Epochs(2));
        reset.Fit(Data, Epochs(2));
        Assert.Equal(continued.Bits(), reset.Bits());
        var fresh = new Sides(9);
        foreach (var (from, to) in reset.Parameters.Zip(fresh.Parameters))
        {
            from.Values.CopyTo(to.Values);
        }

        continued.Fit(Data, Epochs(2));
        var result = reset.Fit(Data, Epochs(2, reset: true));
        fresh.Fit(Data, Epochs(2));

        Assert.Equal([1, 2], result.Epochs.Select(epoch => epoch.Number));
        Assert.NotEqual(continued.Bits(), reset.Bits());
        Assert.Equal(fresh.Bits(), reset.Bits());
    }

    [Fact]
    public void AnEpochThatABreakLeftIsNotContinuedByAnotherTraining()
    {
        var model = new Sides(1);
        Assert.Equal(2, model.Train(Data, Epochs(2)).Epochs.First().Iterations.Take(2).Count());

        Assert.Equal([2, 3], model.Fit(Data, Epochs(2)).Epochs.Select(epoch => epoch.Number));
    }

    [Fact]
    public void OtherAmountsMayFollow()
    {
        var model = new Sides(1);
        model.Fit(Data, Epochs(1));

        var result = model.Fit(Sets.Points(31, seed: 8), new() { Epochs = 2, BatchSize = 31, LearningRate = 0.1 });

        Assert.Equal((2, 1), (result.Epochs[0].Number, result.Epochs[0].IterationCount));
    }

    [Fact]
    public void AStepIsAnIterationThatBelongsToNoEpoch()
    {
        var model = new Sides(1);
        var training = model.Train(Data, Epochs(2));
        var before = model.Evaluate(Data);
        var all = Enumerable.Range(0, 6).SelectMany(row => Data.Features(row).ToArray()).ToArray();
        var labels = Enumerable.Range(0, 6).Select(row => Data.Labels(row)[0]).ToArray();
        var expected = model.Evaluate(Dataset.From(all, labels)).Loss;

        var step = training.Step(all, labels);

        Assert.Equal((1, 6), (step.Number, step.Samples));
        Assert.Equal(expected, step.Loss, 1e-6);
        Assert.NotEqual(before, model.Evaluate(Data));
        Assert.Equal((2, 1), (training.Step(all.AsSpan(0, 2), labels.AsSpan(0, 1)).Number, training.Epochs.First().Number));
        Assert.Equal(8, training.Epochs.Sum(epoch => epoch.Iterations.Count()));
    }

    [Fact]
    public void StepsOnTheBatchesOfAnEpochAreTheEpoch()
    {
        var (steps, epoch) = (new Pairs(1), new Pairs(1));
        var data = Sets.Pairs(10);
        var training = steps.Train(data, new() { BatchSize = 4 });
        for (var first = 0; first < 10; first += 4)
        {
            var rows = Math.Min(4, 10 - first);
            training.Step(data.SourceFeatures.Slice(first * 3, rows * 3), data.SourceLabels.Slice(first * 2, rows * 2));
        }

        epoch.Fit(data, new() { Epochs = 1, BatchSize = 4, Shuffle = false });

        Assert.Equal(epoch.Bits(), steps.Bits());
    }

    [Fact]
    public void AStepInTheMiddleCountsForTheOptimizer()
    {
        var (with, without) = (new Sides(1), new Sides(1));
        foreach (var (model, hasStep) in new[] { (with, true), (without, false) })
        {
            var training = model.Train(Data, Epochs(1));
            var epoch = training.Epochs.First();
            Assert.Equal(2, epoch.Iterations.Take(2).Count());
            if (hasStep)
            {
                training.Step([0.5f, 0.1f], [Side.Right]);
            }

            Assert.Equal(2, epoch.Iterations.Count());
            Assert.Equal(hasStep ? 5 : 4, model.Optimizer!.Updates);
        }

        Assert.NotEqual(without.Bits(), with.Bits());
    }
}
