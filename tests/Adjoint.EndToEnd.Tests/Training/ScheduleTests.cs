using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(2), Dense<Side>, CrossEntropy, Sgd(LearningRate = 0.5)]
public partial class SidesBySgd;

/// <summary>Learning rates that change, as the loop uses them; their values are proved against PyTorch elsewhere.</summary>
public class ScheduleTests
{
    private static readonly Dataset<Side> Data = Sets.Points(20), ValidationSet = Sets.Points(10, seed: 2);
    private readonly SidesBySgd _model = new(3);

    [Fact]
    public void EachIterationHasTheRateOfTheSchedule()
    {
        var schedule = Schedule.Warmup(4.Iterations()).Then(Schedule.Cosine(2.Epochs(), minimum: 0.01));
        var training = _model.Train(Data, new() { Epochs = 3, BatchSize = 4, Schedule = schedule });

        var rates = training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => iteration.LearningRate).ToArray();

        Assert.Equal(Enumerable.Range(0, 15).Select(i => schedule.At(i.Iterations(), training.Plan, 0.5)), rates);
        Assert.True(rates.Distinct().Count() > 10);
    }

    [Fact]
    public void AnUpdateIsScaledByIt()
    {
        // A rate of a hundredth moves plain gradient descent a hundredth as far.
        var (full, small) = (new SidesBySgd(3), new SidesBySgd(3));
        var before = full.Copy();
        var options = new TrainingOptions<Side> { BatchSize = 20, Epochs = 1 };
        full.Fit(Data, options);
        small.Fit(Data, new() { BatchSize = 20, Epochs = 1, Schedule = Schedule.Constant.Times(0.01) });

        foreach (var (start, far, near) in before.Zip(full.Copy(), small.Copy()))
        {
            Assert.All(Enumerable.Range(0, start.Length), i => Assert.Equal((far[i] - start[i]) / 100, near[i] - start[i], 1e-6));
        }
    }

    [Fact]
    public void WithoutAScheduleTheRateStays()
    {
        var training = _model.Train(Data, new() { Epochs = 2, LearningRate = 0.25 });

        Assert.All(training.Epochs.SelectMany(epoch => epoch.Iterations), iteration => Assert.Equal(0.25, iteration.LearningRate));
    }

    [Fact]
    public void TheBaseRateMayBeOverridden()
    {
        var training = _model.Train(Data, new() { Epochs = 1, BatchSize = 10, LearningRate = 0.1, Schedule = Schedule.Exponential(0.5, 1.Iterations()) });

        Assert.Equal([0.1, 0.05], training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => iteration.LearningRate), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void APlateauReducesTheRate()
    {
        var metric = new ValidationMetric("scripted", isLargerBetter: false, _ => 1);
        var training = _model.Train(Data, new()
        {
            Epochs = 5, BatchSize = 20, Validation = ValidationSet, ReduceOnPlateau = Schedule.ReduceOnPlateau(1.Epochs(), factor: 0.1, metric: metric),
        });

        // The first value is the best; one epoch without improvement is waited, the next one reduces.
        var rates = training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => iteration.LearningRate).ToArray();
        Assert.Equal([0.5, 0.5, 0.5, 0.05, 0.05], rates, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        var plateau = Schedule.ReduceOnPlateau(1.Epochs());
        Refused("ReduceOnPlateau watches the validation loss, but there is no Validation set.", new() { ReduceOnPlateau = plateau });
        Refused("Schedule and ReduceOnPlateau both", new() { ReduceOnPlateau = plateau, Validation = ValidationSet, Schedule = Schedule.Warmup(3.Iterations()) });
        Refused("The base rate is 0.5, expected 2 or more", new() { Schedule = Schedule.Cosine(1.Epochs(), minimum: 2) });
        Refused("ValidateEvery is 0 epochs, expected an amount above 0.", new() { ValidateEvery = default });
    }

    [Fact]
    public void AScheduleAllocatesNothing()
    {
        var schedule = Schedule.Warmup(4.Iterations()).Then(Schedule.Cosine(20.Epochs(), minimum: 0.01)).Times(0.5);
        var training = _model.Train(Data, new() { Epochs = 40, BatchSize = 4, Schedule = schedule });
        using var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => epochs.MoveNext()));
    }

    private void Refused(string message, TrainingOptions<Side> options) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => _model.Train(Data, options)).Message);
}
