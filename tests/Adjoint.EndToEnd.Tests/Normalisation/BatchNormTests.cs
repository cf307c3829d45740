using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Normalisation;

[Model, Input(3), Dense(5, Name = "hidden"), BatchNorm(Momentum = 0.25, Name = "norm"), Relu, Dense(2), CrossEntropy, Adam]
public partial class Normed;

[Model, Input(2, 3), BatchNorm, Flatten, Dense(2), CrossEntropy, Adam]
public partial class NormedRows;

/// <summary>What a normalisation over the batch means for the loop, for files and for predictions.</summary>
public sealed class BatchNormTests : Adjoint.Tests.TempFolder
{
    private readonly Normed _model = new(1);

    [Fact]
    public void ItStartsAsTheIdentityOfItsStatistics()
    {
        Assert.Equal([1, 1, 1, 1, 1], _model.Norm.Weight.Values.ToArray());
        Assert.Equal([0, 0, 0, 0, 0], _model.Norm.Bias.Values.ToArray());
        Assert.Equal([0, 0, 0, 0, 0], _model.Norm.RunningMean.Values.ToArray());
        Assert.Equal([1, 1, 1, 1, 1], _model.Norm.RunningVariance.Values.ToArray());
    }

    [Fact]
    public void RunningStatisticsAreNoParameters()
    {
        Assert.Equal(["hidden.weight", "hidden.bias", "norm.weight", "norm.bias", "dense1.weight", "dense1.bias"], _model.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["norm.running_mean", "norm.running_var"], _model.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(15 + 5 + 10 + 10 + 2, Normed.ParameterCount);
    }

    [Fact]
    public void TheyFollowTheBatches()
    {
        var inputs = Numbers.Floats(1, 3 * 8);
        var hidden = Hidden(inputs);
        _model.Train(Dataset.From(inputs, Numbers.Below(2, 2, 8)), new() { BatchSize = 8 }).Step(inputs, Numbers.Below(2, 2, 8));

        for (var column = 0; column < 5; column++)
        {
            var values = Enumerable.Range(0, 8).Select(row => hidden[(row * 5) + column]).ToArray();
            var mean = values.Average();
            Assert.Equal(0.25 * mean, _model.Norm.RunningMean.Values[column], 1e-6);
            Assert.Equal(0.75 + (0.25 * values.Sum(value => (value - mean) * (value - mean)) / 7), _model.Norm.RunningVariance.Values[column], 1e-6);
        }
    }

    [Fact]
    public void NeitherPredictionNorEvaluationMovesThem()
    {
        var data = Dataset.From(Numbers.Floats(1, 3 * 8), Numbers.Below(2, 2, 8));
        _model.Fit(data, new() { Epochs = 2, Validation = data });
        var before = _model.Running().SelectMany(values => values).ToArray();

        _model.Evaluate(data);
        _model.Predict(Numbers.Floats(4, 3 * 8), new float[16]);

        Assert.Equal(before, _model.Running().SelectMany(values => values));
    }

    [Fact]
    public void APredictionDependsOnItsRowAlone()
    {
        _model.Fit(Dataset.From(Numbers.Floats(1, 3 * 64), Numbers.Below(2, 2, 64)));
        var inputs = Numbers.Floats(5, 3 * 300);
        var (together, alone) = (new float[600], new float[600]);

        _model.Predict(inputs, together);
        for (var row = 0; row < 300; row++)
        {
            _model.Predict(inputs.AsSpan(row * 3, 3), alone.AsSpan(row * 2, 2));
        }

        Assert.Equal(together, alone);
    }

    [Fact]
    public void FilesHoldThem()
    {
        _model.Fit(Dataset.From(Numbers.Floats(1, 3 * 64), Numbers.Below(2, 2, 64)));
        _model.Save(PathOf("model"));
        var loaded = Normed.Load(PathOf("model"));

        Assert.Equal(_model.Bits(), loaded.Bits());
        Assert.Equal(_model.Running().SelectMany(values => values), loaded.Running().SelectMany(values => values));
    }

    [Fact]
    public void ALastBatchOfOneIsRefusedBeforeItTrains()
    {
        var data = Dataset.From(new float[3 * 33], new int[33]);

        var error = Assert.Throws<ArgumentException>(() => _model.Train(data));

        Assert.StartsWith(
            "33 samples in batches of 32 leave a last batch of one, which has no variance for the [BatchNorm] of Normed: set DropLast, or another BatchSize.", error.Message);
        Assert.Equal(1, _model.Train(data, new() { DropLast = true }).IterationsPerEpoch);
        Assert.Equal(3, _model.Train(data, new() { BatchSize = 11 }).IterationsPerEpoch);
    }

    [Fact]
    public void BatchesOfOneAreRefused()
    {
        var message = Assert.Throws<ArgumentException>(() => _model.Train(Dataset.From(new float[9], new int[3]), new() { BatchSize = 1 })).Message;
        Assert.StartsWith("Batches of one sample have no variance, which the [BatchNorm] of Normed needs: the set has 3 samples and BatchSize is 1.", message);
        Assert.Throws<ArgumentException>(() => _model.Train(Dataset.From(new float[3], new int[1])));
        var step = Assert.Throws<ArgumentException>(() => _model.Train(Dataset.From(new float[9], new int[3])).Step(new float[3], [0]));
        Assert.StartsWith("A batch of one sample has no variance", step.Message);
    }

    [Fact]
    public void RowsOfOneSampleAreABatchOfRows()
        => Assert.Equal(3, new NormedRows(1).Train(Dataset.From(new float[18], new int[3]), new() { BatchSize = 1 }).IterationsPerEpoch);

    [Fact]
    public void AnIterationAllocatesNothing()
    {
        var (inputs, labels) = (Numbers.Floats(1, 3 * 8), Numbers.Below(2, 2, 8));
        var training = _model.Train(Dataset.From(inputs, labels), new() { BatchSize = 8 });

        Assert.Equal(0, Allocations.Of(() => training.Step(inputs, labels)));
    }

    /// <summary>The output of the dense layer.</summary>
    private double[] Hidden(float[] inputs) => [.. Enumerable.Range(0, inputs.Length / 3 * 5).Select(i =>
        _model.Hidden.Bias.Values[i % 5] + Enumerable.Range(0, 3).Sum(k => (double)inputs[(i / 5 * 3) + k] * _model.Hidden.Weight.Values[(k * 5) + (i % 5)]))];
}
