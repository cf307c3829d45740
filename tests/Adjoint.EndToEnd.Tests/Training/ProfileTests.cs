using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Profile, Input(4), Dense(64, Name = "wide"), Relu, Dropout(0.1, Name = "drop"), Dense(3, Name = "last"), CrossEntropy, Adam]
public partial class Profiled;

[Model, Input(4), Dense(64, Name = "wide"), Relu, Dropout(0.1, Name = "drop"), Dense(3, Name = "last"), CrossEntropy, Adam]
public partial class Unprofiled;

/// <summary>[Profile] tells where the time goes, and changes nothing else.</summary>
public class ProfileTests
{
    private static readonly Dataset<int> Data = Dataset.From(Numbers.Floats(1, 4 * 50), Numbers.Below(2, 3, 50));
    private readonly Profiled _model = new(1);

    [Fact]
    public void EveryLayerHasItsTime()
    {
        var profile = _model.Fit(Data, new() { Epochs = 5, BatchSize = 10 }).Profile!;

        Assert.Equal(["wide", "drop", "last"], profile.Layers.Select(layer => layer.Name));
        Assert.All(profile.Layers, layer => Assert.True(layer.Forward > TimeSpan.Zero && layer.Backward > TimeSpan.Zero, layer.ToString()));
        Assert.True(profile.Gather > TimeSpan.Zero && profile.Loss > TimeSpan.Zero && profile.Update > TimeSpan.Zero);
    }

    [Fact]
    public void TheTimesAreThoseOfTheIterations()
    {
        var result = _model.Fit(Data, new() { Epochs = 5, BatchSize = 10 });

        Assert.Equal((24, 240), (result.Profile!.Iterations, result.Profile.Samples));
        Assert.InRange(result.Profile.Total, TimeSpan.Zero, result.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration));
    }

    [Fact]
    public void WhatTheCallerDoesBetweenItsBatchesIsNoTimeOfTheirs()
    {
        var training = _model.Train(Data, new() { Epochs = 1, BatchSize = 10 });
        for (var step = 0; step < 3; step++)
        {
            training.Step(Numbers.Floats(1, 4 * 10), Numbers.Below(2, 3, 10));
            Thread.Sleep(200);
        }

        Assert.InRange(training.Profile!.Gather, TimeSpan.Zero, TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public void TheWorkIsThatOfTheSummary()
    {
        var profile = _model.Fit(Data, new() { Epochs = 2, BatchSize = 10 }).Profile!;

        Assert.Equal(Profiled.FlopsPerSample, profile.Layers.Where(layer => layer.Name != "drop").Sum(layer => layer.ForwardFlops) / profile.Samples);
        // The gradients of the weight, of the bias and of relu; the input needs none.
        Assert.Equal((2 * 4 * 64) + 64 + (2 * 64), profile.Layers[0].BackwardFlops / profile.Samples);
    }

    [Fact]
    public void TheTableHasARowForEachPart()
    {
        var lines = _model.Fit(Data, new() { Epochs = 2, BatchSize = 10 }).Profile!.ToString().Split(Environment.NewLine);

        Assert.Equal(["layer", "batch", "wide", "drop", "last", "loss", "update"], lines.SkipLast(1).Select(line => line.Split(' ')[0]));
        Assert.EndsWith("us an iteration, 10 samples in each; 9 iterations", lines[^1]);
    }

    [Fact]
    public void OneIterationAloneIsNotMeasured()
    {
        var training = _model.Train(Data, new() { BatchSize = 10 });
        training.Step(Data.Features(0), Data.Labels(0));

        Assert.Equal(0, training.Profile!.Iterations);
        Assert.StartsWith("No iteration was measured", training.Profile.ToString());
    }

    [Fact]
    public void OthersHaveNone()
    {
        var training = new Unprofiled(1).Train(Data);

        Assert.Null(training.Profile);
    }

    [Fact]
    public void ItChangesNoResult()
    {
        var model = new Unprofiled(1);
        model.Fit(Data, new() { Epochs = 3 });
        _model.Fit(Data, new() { Epochs = 3 });

        Assert.Equal(model.Bits(), _model.Bits());
    }

    [Fact]
    public void ItAllocatesNothing()
    {
        var training = _model.Train(Data, new() { Epochs = 10, BatchSize = 10 });

        Assert.Equal(0, Allocations.Of(() => training.Step(Data.Features(0), Data.Labels(0))));
    }
}
