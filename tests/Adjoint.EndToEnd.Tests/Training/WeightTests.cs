using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Weights of samples and of classes in the losses that a training reports, and in what it learns.</summary>
public class WeightTests
{
    [Fact]
    public void AnEpochsLossIsTheMeanOfWeightedLosses()
    {
        // Row r has the loss (r + 1)²; the last batch is smaller.
        var data = Sets.Numbered(5).WithWeights(new float[] { 1, 0, 2, 0.5f, 3 });
        var training = Sets.Zeros().Train(data, new() { Epochs = 1, BatchSize = 2, Shuffle = false, Validation = data });
        var epoch = training.Epochs.First();

        Assert.Equal([(1 + 0) / 2.0, ((2 * 9) + (0.5 * 16)) / 2, 3 * 25], epoch.Iterations.Select(iteration => iteration.Loss));
        var expected = (1 + 0 + (2 * 9) + (0.5 * 16) + (3 * 25)) / 5;
        Assert.Equal(expected, epoch.Loss, 1e-12);
        Assert.Equal(expected, epoch.Validation!.Value.Loss, 1e-12);
        Assert.Equal(expected, Sets.Zeros().Evaluate(data).Loss, 1e-12);
    }

    [Fact]
    public void PartsOfASetKeepTheirWeights()
    {
        var weights = Enumerable.Range(1, 10).Select(row => 1f / row).ToArray();
        var (first, second) = Sets.Numbered(10).WithWeights(weights).Split(0.7, 0.3, seed: 3);
        var (a, b) = second.Split(0.5, 0.5);
        foreach (var part in (Dataset<float>[])[first, second, a, b])
        {
            // Each row's loss is r² and its weight 1 / r.
            var rows = part.SourceRows.ToArray();
            Assert.Equal(rows.Sum(row => row + 1.0) / rows.Length, Sets.Zeros().Evaluate(part).Loss, 1e-5);
        }
    }

    [Fact]
    public void WeightsOfAPartAreInItsOrder()
    {
        var (part, _) = Sets.Numbered(10).Split(0.6, 0.4, seed: 5);
        var weights = part.SourceRows.ToArray().Select(row => row + 1f).ToArray();
        var again = part.WithWeights(weights);

        Assert.Equal(weights.Sum(weight => Math.Pow(weight, 3)) / 6, Sets.Zeros().Evaluate(again).Loss, 1e-3);
        // The set itself has none, and new weights replace the old.
        Assert.Equal(weights.Sum(weight => Math.Pow(weight, 2)) / 6, Sets.Zeros().Evaluate(part).Loss, 1e-5);
        Assert.Equal(Sets.Zeros().Evaluate(part).Loss, Sets.Zeros().Evaluate(again.WithWeights(new float[] { 1, 1, 1, 1, 1, 1 })).Loss);
    }

    [Fact]
    public void AWeightOfTwoIsTheRowTwice()
    {
        var (inputs, labels) = (Numbers.Floats(1, 8), (Side[])[Side.Left, Side.Right, Side.Right, Side.Left]);
        var (weighted, doubled) = (new Sides(1), new Sides(1));
        weighted.Train(Sets.Points(8)).Step(inputs.AsSpan(0, 6), labels.AsSpan(0, 3), [2, 1, 0]);
        // The same sum of losses over as many rows: row 0 twice, row 1, nothing for row 2.
        float[] twice = [.. inputs[..2], .. inputs[..2], .. inputs[2..4]];
        doubled.Train(Sets.Points(8)).Step(twice, [labels[0], labels[0], labels[1]]);

        for (var i = 0; i < weighted.Parameters.Count; i++)
        {
            Assert.Equal(doubled.Parameters[i].Values.ToArray(), weighted.Parameters[i].Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Fact]
    public void WeightsOfOneChangeNoBit()
    {
        var ones = Enumerable.Repeat(1f, 50).ToArray();
        var (plain, weighted) = (new Places(1), new Places(1));
        var results = (plain.Fit(Sets.Places(50), new() { Epochs = 2 }), weighted.Fit(Sets.Places(50).WithWeights(ones), new() { Epochs = 2 }));

        Assert.Equal(plain.Bits(), weighted.Bits());
        Assert.Equal(results.Item1.Loss, results.Item2.Loss);
    }

    [Fact]
    public void AStepsWeightsAreForThatStep()
    {
        var training = Sets.Zeros().Train(Sets.Numbered(5).WithWeights(new float[] { 9, 9, 9, 9, 9 }), new() { BatchSize = 3, Shuffle = false });
        Assert.Equal((2 + 12) / 2.0, training.Step([0, 0], [1, 2], [2, 3]).Loss, 1e-6);
        Assert.Equal((1 + 4) / 2.0, training.Step([0, 0], [1, 2]).Loss, 1e-6);
        Assert.Equal(9 * (1 + 4 + 9) / 3.0, training.Epochs.First().Iterations.First().Loss, 1e-5);
    }

    [Fact]
    public void AnEpochsLossUnderClassWeightsIsTheWeightedMean()
    {
        // A rate that moves nothing: the epoch is an evaluation in batches whose classes weigh differently.
        var (model, data) = (new WeightedSides(1), Sets.Points(50));
        var evaluated = model.Evaluate(data).Loss;
        var epoch = model.Train(data, new() { Epochs = 1, BatchSize = 7, LearningRate = 1e-30 }).Epochs.First();

        Assert.Equal(evaluated, epoch.Loss, 1e-7);
        var chain = Chain.Of(typeof(WeightedSides));
        var labels = data.SourceLabels.ToArray().Select(label => (double)label);
        Assert.Equal(new Interpreter(chain, model.Doubles(), data.SourceFeatures.ToArray().Select(value => (double)value), labels).Loss(), epoch.Loss, 1e-6);
    }

    [Fact]
    public void ABatchOfClassesThatWeighNothingMovesNothing()
    {
        var model = new RightSideOnly(1);
        var before = model.Bits();
        var training = model.Train(Sets.Points(4));

        Assert.True(double.IsNaN(training.Step([1, 2, 3, 4], [Side.Left, Side.Left]).Loss));
        Assert.Equal(before, model.Bits());
        Assert.True(training.Step([1, 2, 3, 4], [Side.Left, Side.Right]).Loss > 0);
        Assert.NotEqual(before, model.Bits());
    }
}
