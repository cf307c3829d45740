using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>What runs when: a loop, a value that is read, and nothing else.</summary>
public class LazyTests
{
    private static readonly Dataset<Side> Data = Sets.Points(20), ValidationSet = Sets.Points(10, seed: 2);
    private readonly Sides _model = new(3);

    private static TrainingOptions<Side> Options => new() { Epochs = 3, BatchSize = 6, Seed = 5, Validation = ValidationSet };

    [Fact]
    public void TrainAloneTrainsNothing()
    {
        var before = _model.Bits();
        var training = _model.Train(Data, Options);
        _ = training.Epochs;
        var epoch = training.Epochs.First();
        _ = (epoch.Number, epoch.IterationCount, epoch.Iterations);

        Assert.Equal(before, _model.Bits());
    }

    [Fact]
    public void EachStepOfTheInnerLoopIsOneUpdate()
    {
        var bits = new List<string> { _model.Bits() };
        foreach (var iteration in _model.Train(Data, Options).Epochs.First().Iterations)
        {
            Assert.Equal(bits.Count, iteration.Number);
            Assert.DoesNotContain(_model.Bits(), bits);
            bits.Add(_model.Bits());
        }

        Assert.Equal(5, bits.Count);
    }

    public static TheoryData<string> WaysToFinish => ["loss", "validation", "duration", "speed", "advance", "fresh loop"];

    [Theory]
    [MemberData(nameof(WaysToFinish))]
    public void WhatIsLeftOfAnEpochRunsFirst(string way)
    {
        var expected = AfterOneEpoch();
        var training = _model.Train(Data, Options);
        using var epochs = training.Epochs.GetEnumerator();
        Assert.True(epochs.MoveNext());
        var epoch = epochs.Current;
        Assert.Equal(2, epoch.Iterations.Take(2).Count());
        Assert.NotEqual(expected, _model.Bits());

        switch (way)
        {
            case "loss":
                Assert.True(epoch.Loss > 0);
                break;
            case "validation":
                Assert.Equal(10, epoch.Validation!.Value.Samples);
                break;
            case "duration":
                Assert.True(epoch.Duration > TimeSpan.Zero);
                break;
            case "speed":
                Assert.True(epoch.SamplesPerSecond > 0);
                break;
            case "advance":
                Assert.True(epochs.MoveNext());
                Assert.Equal(2, epochs.Current.Number);
                break;
            default:
                // The unfinished epoch comes first; asking for the next finishes it.
                Assert.Equal([1, 2], training.Epochs.Take(2).Select(e => e.Number));
                break;
        }

        Assert.Equal(expected, _model.Bits());
        Assert.Empty(epoch.Iterations);
    }

    [Fact]
    public void ReadingTwiceTrainsOnce()
    {
        var epoch = _model.Train(Data, Options).Epochs.First();
        var values = (epoch.Loss, epoch.Validation, epoch.Duration);
        var bits = _model.Bits();

        Assert.Equal(values, (epoch.Loss, epoch.Validation, epoch.Duration));
        Assert.Equal(bits, _model.Bits());
    }

    [Fact]
    public void AFinishedEpochKeepsItsValues()
    {
        var training = _model.Train(Data, Options);
        var first = training.Epochs.First();
        var (loss, validation) = (first.Loss, first.Validation);

        Assert.Equal([2, 3], training.Epochs.Select(epoch => epoch.Number));

        Assert.Equal((1, loss, validation), (first.Number, first.Loss, first.Validation));
        Assert.NotEqual(loss, _model.Evaluate(Data).Loss);
    }

    [Fact]
    public void ValidationIsOfTheEndOfItsEpoch()
    {
        foreach (var epoch in _model.Train(Data, Options).Epochs)
        {
            Assert.Equal(epoch.Validation, _model.Evaluate(ValidationSet));
        }
    }

    [Fact]
    public void NoValidationSetNoValidation()
    {
        Assert.Null(_model.Train(Data).Epochs.First().Validation);
        Assert.Null(_model.Fit(Data).Validation);
    }

    [Fact]
    public void BreakOfTheInnerLoopLeavesTheTrainingThere()
    {
        var training = _model.Train(Data, Options);
        var epoch = training.Epochs.First();
        foreach (var iteration in epoch.Iterations)
        {
            if (iteration.Number == 2)
            {
                break;
            }
        }

        var bits = _model.Bits();
        Assert.Equal(1, training.Epochs.First().Number);
        Assert.Equal(bits, _model.Bits());
        Assert.Equal([3, 4], epoch.Iterations.Select(iteration => iteration.Number));
        Assert.Equal(AfterOneEpoch(), _model.Bits());
    }

    [Fact]
    public void BreakOfTheOuterLoopLeavesTheTrainingThere()
    {
        var training = _model.Train(Data, Options);
        foreach (var epoch in training.Epochs)
        {
            _ = epoch.Loss;
            if (epoch.Number == 2)
            {
                break;
            }
        }

        Assert.Equal([3], training.Epochs.Select(epoch => epoch.Number));
        Assert.Equal(AfterFit(), _model.Bits());
    }

    [Fact]
    public void BreaksEverywhereChangeNothing()
    {
        var training = _model.Train(Data, Options);
        var iterations = 0;
        while (true)
        {
            var isOver = true;
            foreach (var epoch in training.Epochs)
            {
                foreach (var _ in epoch.Iterations)
                {
                    iterations++;
                    isOver = false;
                    break;
                }

                break;
            }

            if (isOver)
            {
                break;
            }
        }

        // An epoch that has nothing left is passed over by the next loop.
        Assert.Equal(3 * 4, iterations);
        Assert.Equal(AfterFit(), _model.Bits());
    }

    [Fact]
    public void AnEmptyBodyTrainsEverything()
    {
        foreach (var _ in _model.Train(Data, Options).Epochs)
        {
        }

        Assert.Equal(AfterFit(), _model.Bits());
    }

    [Fact]
    public void AWholeLoopIsFit()
    {
        var losses = new List<double>();
        foreach (var epoch in _model.Train(Data, Options).Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                Assert.True(iteration.Loss > 0);
            }

            losses.Add(epoch.Loss);
        }

        var other = new Sides(3);
        var result = other.Fit(Data, Options);

        Assert.Equal(StopReason.Completed, result.Reason);
        Assert.Equal(losses, result.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal((losses[^1], _model.Evaluate(ValidationSet)), (result.Loss, result.Validation!.Value));
        Assert.Equal(other.Bits(), _model.Bits());
    }

    private static string AfterOneEpoch()
    {
        var model = new Sides(3);
        _ = model.Train(Data, Options).Epochs.First().Loss;
        return model.Bits();
    }

    private static string AfterFit()
    {
        var model = new Sides(3);
        model.Fit(Data, Options);
        return model.Bits();
    }
}
