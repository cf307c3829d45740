using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(2), Dense(4, Name = "first"), Relu, Dense(4, Name = "second"), LeakyRelu, Dense(1, Name = "last"), MeanSquaredError, Sgd(LearningRate = 1e-6)]
public partial class Chained;

[Model, Input(2), Dense(4, Name = "first"), BatchNorm(Name = "norm"), Relu(Name = "cut"), Dense(1, Name = "last"), MeanSquaredError, Sgd(LearningRate = 1e-6)]
public partial class ChainedNorm;

[Model, Input(2), Dense(1, Name = "rate"), Poisson, Sgd(LearningRate = 1e-6)]
public partial class Counted;

[Model, Input(2), Dense(3, Name = "first"), Tanh, Dense(1, Name = "last"), MeanSquaredError, Lamb]
public partial class ByTensor;

[Model, Input(2), Scale(1e15), Dense(1, Name = "only"), MeanSquaredError, Sgd(LearningRate = 1e-6)]
public partial class Scaled;

/// <summary>A number that is not finite ends a training, and is told with its layer, iteration and samples.</summary>
public sealed class DivergenceTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<float> Data = Dataset.From(Numbers.Floats(1, 2 * 20), Numbers.Floats(2, 20));
    private readonly Chained _model = new(1);

    [Fact]
    public void AFiniteTrainingHasNone()
    {
        var result = _model.Fit(Data, new() { Epochs = 2, BatchSize = 5 });

        Assert.Equal((StopReason.Completed, null), (result.Reason, result.Divergence));
    }

    [Fact]
    public void OutputsThatOverflowAreOfTheirLayer()
    {
        _model.Second.Weight.Values.Fill(3e38f);
        _model.First.Weight.Values.Clear();
        _model.First.Bias.Values.Fill(1);
        var before = _model.Bits();

        var result = _model.Fit(Data, new() { BatchSize = 5 });

        Assert.Equal((StopReason.Diverged, DivergedValue.Outputs, "second"), (result.Reason, result.Divergence!.Value, result.Divergence.Layer));
        Assert.Equal((1, 1), (result.Divergence.Epoch, result.Divergence.Iteration));
        Assert.Equal(before, _model.Bits());
        Assert.Equal(0, _model.Optimizer!.Updates);
    }

    [Fact]
    public void TheSamplesAreThoseOfTheBatch()
    {
        // Row 13 alone is so large that the first layer overflows.
        var features = Numbers.Floats(1, 2 * 20);
        features[26] = 3e38f;
        _model.First.Weight.Values.Fill(2);

        var result = _model.Fit(Dataset.From(features, Numbers.Floats(2, 20)), new() { BatchSize = 4, Shuffle = false });

        Assert.Equal("first", result.Divergence!.Layer);
        Assert.Equal(4, result.Divergence.Iteration);
        Assert.Equal([12, 13, 14, 15], result.Divergence.Samples);
        Assert.Equal("Diverged. In iteration 4 of epoch 1 the outputs of first were not finite numbers; the batch had the samples 12, 13, 14, 15.", result.Explanation);
        Assert.Equal(3, _model.Optimizer!.Updates);
    }

    [Fact]
    public void APartOfASetTellsTheSamplesOfTheWhole()
    {
        var features = Numbers.Floats(1, 2 * 20);
        features[26] = 3e38f;
        _model.First.Weight.Values.Fill(2);
        var (part, _) = Dataset.From(features, Numbers.Floats(2, 20)).Split(0.9, 0.1, seed: 5);

        var result = _model.Fit(part, new() { BatchSize = 3 });

        Assert.Contains(13, result.Divergence!.Samples);
        Assert.Equal(3, result.Divergence.Samples.Count);
    }

    [Fact]
    public void ALongBatchIsToldByItsFirstSamples()
    {
        _model.Second.Weight.Values.Fill(float.PositiveInfinity);

        var result = _model.Fit(Data, new() { BatchSize = 20, Shuffle = false });

        Assert.EndsWith("the batch had the samples 0, 1, 2, 3, 4, 5, 6, 7 and 12 more.", result.Explanation);
    }

    [Fact]
    public void ParametersThatAreNotFiniteAreTheCause()
    {
        _model.Last.Bias.Values[0] = float.NaN;

        var divergence = _model.Fit(Data, new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Parameters, "last.bias"), (divergence.Value, divergence.Layer));
    }

    [Fact]
    public void AnUpdateThatOverflowsIsFoundBeforeTheNext()
    {
        _model.Last.Bias.Values.Fill(100);

        var divergence = _model.Fit(Data, new() { BatchSize = 20, LearningRate = 3e38 }).Divergence!;

        Assert.Equal((DivergedValue.Parameters, 1), (divergence.Value, divergence.Iteration));
        Assert.Equal(1, _model.Optimizer!.Updates);
    }

    [Fact]
    public void NoCheckpointHoldsParametersThatAreNotFinite()
    {
        _model.Last.Bias.Values.Fill(100);
        var options = new TrainingOptions<float> { BatchSize = 5, LearningRate = 3e38, Checkpoints = new(Folder) { Every = 1.Iterations() } };

        var result = _model.Fit(Data, options);

        Assert.Equal((StopReason.Diverged, 1), (result.Reason, result.Divergence!.Iteration));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void AGradientOfAFiniteLossIsFoundInItsIteration()
    {
        // The loss of the last layer, 1e18², is finite; its gradient times the weight before it is not.
        _model.Last.Bias.Values.Fill(1e18f);
        _model.Last.Weight.Values.Fill(3e38f);
        _model.Second.Weight.Values.Clear();
        _model.Second.Bias.Values.Clear();

        var result = _model.Fit(Data, new() { BatchSize = 5 });

        Assert.Equal((DivergedValue.Gradient, "second.bias", 1), (result.Divergence!.Value, result.Divergence.Layer, result.Divergence.Iteration));
        Assert.Equal(1, _model.Optimizer!.Updates);
        Assert.Single(result.Epochs);
    }

    [Fact]
    public void OptimizersThatGoTensorByTensorSeeItToo()
    {
        var model = new ByTensor(1);
        model.Last.Bias.Values.Fill(1e18f);
        model.Last.Weight.Values.Fill(3e38f);
        model.First.Weight.Values.Clear();
        model.First.Bias.Values.Clear();

        var divergence = model.Fit(Data, new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Gradient, "first.bias"), (divergence.Value, divergence.Layer));
    }

    [Fact]
    public void LayersThatShareMemoryAreNamedTogether()
    {
        var model = new ChainedNorm(1);
        model.Norm.Bias.Values.Fill(3e38f);
        model.Norm.Weight.Values.Fill(3e38f);

        var divergence = model.Fit(Data, new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Outputs, "norm, cut"), (divergence.Value, divergence.Layer));
    }

    [Fact]
    public void TheInputsAreThoseOfTheBatchAlsoBehindALayerThatCouldReplaceThem()
    {
        // Scaled once they are finite, and twice they would not be.
        var model = new Scaled(1);
        model.Only.Weight.Values.Fill(1e10f);
        model.Only.Bias.Values.Fill(float.MaxValue);

        var divergence = model.Fit(Dataset.From(Enumerable.Repeat(1e10f, 40).ToArray(), Numbers.Floats(2, 20)), new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Outputs, "only"), (divergence.Value, divergence.Layer));
    }

    [Fact]
    public void RunningStatisticsStayAsTheyWere()
    {
        var model = new ChainedNorm(1);
        model.Fit(Data, new() { Epochs = 1, BatchSize = 5 });
        var before = model.Running().SelectMany(values => values).ToArray();
        model.First.Weight.Values.Fill(3e38f);

        var divergence = model.Fit(Dataset.From(Enumerable.Repeat(4f, 40).ToArray(), Numbers.Floats(2, 20)), new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Outputs, "first"), (divergence.Value, divergence.Layer));
        Assert.Equal(before, model.Running().SelectMany(values => values));
    }

    [Fact]
    public void ALossOfFiniteOutputsIsTheLoss()
    {
        var model = new Counted(1);
        model.Rate.Bias.Values.Fill(1e5f);

        var divergence = model.Fit(Dataset.From(Numbers.Floats(1, 40), Enumerable.Repeat(1f, 20).ToArray()), new() { BatchSize = 5 }).Divergence!;

        Assert.Equal((DivergedValue.Loss, string.Empty), (divergence.Value, divergence.Layer));
        Assert.Contains("the loss was not a finite number", divergence.ToString());
    }

    [Fact]
    public void TheBestParametersAreRestored()
    {
        // The rate explodes after an epoch.
        var result = _model.Fit(Data, new()
        {
            BatchSize = 5, Epochs = 9, Validation = Data, EarlyStopping = new(), LearningRate = 1e-3, Schedule = Schedule.MultiStep(1e33, 1.Epochs()),
        });

        Assert.Equal((StopReason.Diverged, 1), (result.Reason, result.Best!.Value.Number));
        Assert.True(double.IsFinite(_model.Evaluate(Data).Loss));
    }

    [Fact]
    public void AStepOfTheCallersIsToldByItsNumber()
    {
        var training = _model.Train(Data, new() { BatchSize = 5 });
        training.Step(Data.Features(0), Data.Labels(0));
        Assert.Null(training.Divergence);
        _model.First.Bias.Values[0] = float.NaN;
        var before = _model.Bits();

        training.Step(Data.Features(0), Data.Labels(0));

        Assert.Equal("In step 2 the parameters first.bias were no longer finite numbers", training.Divergence!.ToString());
        Assert.Equal(before, _model.Bits());
    }
}
