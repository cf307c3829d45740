using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>A training that is stopped after an iteration and resumed by another model is to the bit the training that was never stopped.</summary>
public sealed class ResumeTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<int> Data = Outcome.Set(23, 1), ValidationSet = Outcome.Set(11, 5);

    private static readonly Func<int, Network<int>>[] Models =
    [
        seed => new WithSgd(seed), seed => new WithMomentum(seed), seed => new WithNesterov(seed), seed => new WithAdam(seed), seed => new WithAmsGrad(seed),
        seed => new WithAdamW(seed), seed => new WithNAdam(seed), seed => new WithRAdam(seed), seed => new WithLamb(seed), seed => new WithLion(seed),
        seed => new WithAdagrad(seed), seed => new WithAdadelta(seed), seed => new WithRmsProp(seed), seed => new WithLateAverages(seed), seed => new WithAverages(seed),
    ];

    private static readonly TrainingOptions<int>[] Options =
    [
        new() { Epochs = 4, BatchSize = 5, Seed = 7 },
        new() { Epochs = 4, BatchSize = 5, Seed = 8, DropLast = true, Shuffle = false, Validation = ValidationSet, LearningRate = 0.02, WeightDecay = 0.001 },
        new() { Epochs = 6, BatchSize = 5, Seed = 9, Dropout = 0.5, Validation = ValidationSet, EarlyStopping = new() { Patience = 1, MinimumImprovement = 0.01 } },
        new()
        {
            Epochs = 3, BatchSize = 6, Seed = 3, Validation = ValidationSet,
            EarlyStopping = new() { Metric = ValidationMetric.Accuracy, Patience = 2, RestoreBest = false, Baseline = 0.2 },
        },
        new() { Epochs = 3, BatchSize = 5, Seed = 4, Sampling = Sampling.ByWeight(Enumerable.Range(0, 23).Select(row => (float)row).ToArray()) },
        new() { Epochs = 3, BatchSize = 5, Seed = 5, Validation = ValidationSet, Augmentation = Augmentation.Images(2, 2).Shift(1).FlipHorizontally().Rotate(30).Noise(0.1).CutOut(1, 0.5) },
    ];

    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (var (model, options) in from model in Enumerable.Range(0, Models.Length) from options in Enumerable.Range(0, Options.Length) select (model, options))
            {
                cases.Add(model, options);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StoppedAfterAnyIterationItEndsTheSame(int modelIndex, int optionsIndex)
    {
        var (create, options) = (Models[modelIndex], Options[optionsIndex]);
        var data = modelIndex % 2 == 0 ? Data : Data.WithWeights(Enumerable.Range(1, 23).Select(row => row / 10f).ToArray());
        var model = create(1);
        var expected = Outcome.Of(model, model.Fit(data, options));
        var (perEpoch, total) = (model.Train(data, options).IterationsPerEpoch, (int)model.Optimizer!.Updates);

        // The first epoch and the next one's first iteration, the end, and a drawn one; all of them for two optimizers.
        var random = new Random(modelIndex);
        foreach (var stop in Enumerable.Range(0, total + 1).Where(
            stop => modelIndex is 3 or 6 or 13 || stop <= 1 || stop == perEpoch || stop == perEpoch + 1 || stop >= total - 1 || random.Next(5) == 0))
        {
            var stopped = create(1);
            RunFor(stopped.Train(data, options), stop).SaveCheckpoint(PathOf("checkpoint"));
            var resumed = create(2);

            var result = resumed.Resume(data, PathOf("checkpoint"), options).Run();

            Assert.Equal(expected, Outcome.Of(resumed, result));
        }
    }

    [Fact]
    public void ManyStopsAreAsOne()
    {
        var model = new WithAdam(1);
        var expected = Outcome.Of(model, model.Fit(Data, Options[2]));
        var training = new WithAdam(1).Train(Data, Options[2]);
        TrainingResult result;
        WithAdam last;
        while (true)
        {
            last = new WithAdam(3);
            training.SaveCheckpoint(PathOf("checkpoint"));
            training = last.Resume(Data, PathOf("checkpoint"), Options[2]);
            var before = last.Optimizer!.Updates;
            RunFor(training, 3);
            if (last.Optimizer.Updates < before + 3)
            {
                result = training.Run();
                break;
            }
        }

        Assert.Equal(expected, Outcome.Of(last, result));
    }

    [Fact]
    public void SavingChangesNoBit()
    {
        var (plain, saved) = (new WithNAdam(1), new WithNAdam(1));
        var expected = Outcome.Of(plain, plain.Fit(Data, Options[2]));
        var training = saved.Train(Data, Options[2]);
        foreach (var epoch in training.Epochs)
        {
            training.SaveCheckpoint(PathOf("checkpoint"));
            foreach (var _ in epoch.Iterations)
            {
                var before = Outcome.Of(saved);
                training.SaveCheckpoint(PathOf("checkpoint"));
                Assert.Equal(before, Outcome.Of(saved));
            }
        }

        Assert.Equal(expected, Outcome.Of(saved, training.Result));
    }

    [Fact]
    public void AfterAValidationItIsNotRepeated()
    {
        var calls = 0;
        var options = new TrainingOptions<int>
        {
            Epochs = 3, Validation = ValidationSet, EarlyStopping = new() { Metric = new("scripted", false, _ => ++calls) },
        };
        var training = new Plain(1).Train(Data, options);
        _ = training.Epochs.First().Validation;
        training.SaveCheckpoint(PathOf("checkpoint"));

        var result = new Plain(2).Resume(Data, PathOf("checkpoint"), options).Run();

        Assert.Equal((3, 3, 1), (calls, result.Epochs.Count, result.Best!.Value.Number));
    }

    [Fact]
    public void StepsBetweenIterationsAreKept()
    {
        var model = new Plain(1);
        var training = model.Train(Data);
        training.Step([1, 2, 3, 4], [2]);
        training.SaveCheckpoint(PathOf("checkpoint"));

        var resumed = new Plain(2).Resume(Data, PathOf("checkpoint"));

        Assert.Equal((2, 2L), (resumed.Step([1, 2, 3, 4], [2]).Number, training.Step([1, 2, 3, 4], [2]).Number));
    }

    [Fact]
    public void ASecondTrainingOfAModelGoesOnWithItsNumbers()
    {
        var (whole, stopped, resumed) = (new Plain(1), new Plain(1), new Plain(2));
        whole.Fit(Data, Options[0]);
        stopped.Fit(Data, Options[0]);
        var expected = Outcome.Of(whole, whole.Fit(Data, Options[0]));
        RunFor(stopped.Train(Data, Options[0]), 7).SaveCheckpoint(PathOf("checkpoint"));

        var result = resumed.Resume(Data, PathOf("checkpoint"), Options[0]).Run();

        Assert.Equal([5, 6, 7, 8], result.Epochs.Select(epoch => epoch.Number));
        Assert.Equal(expected, Outcome.Of(resumed, result));
    }

    [Fact]
    public void MoreEpochsMayBeAsked()
    {
        var (whole, stopped, resumed) = (new Plain(1), new Plain(1), new Plain(2));
        var expected = Outcome.Of(whole, whole.Fit(Data, new() { Epochs = 5 }));
        var training = stopped.Train(Data, new() { Epochs = 3 });
        training.Run();
        training.SaveCheckpoint(PathOf("checkpoint"));

        Assert.Equal(expected, Outcome.Of(resumed, resumed.Resume(Data, PathOf("checkpoint"), new() { Epochs = 5 }).Run()));
    }

    [Fact]
    public void ACancelledTrainingGoesOn()
    {
        using var source = new CancellationTokenSource();
        var (whole, stopped, resumed) = (new Plain(1), new Plain(1), new Plain(2));
        var expected = Outcome.Of(whole, whole.Fit(Data, new() { BatchSize = 4, Epochs = 3 }));
        var training = RunFor(stopped.Train(Data, new() { BatchSize = 4, Epochs = 3, Cancellation = source.Token }), 9);
        source.Cancel();
        Assert.Equal(StopReason.Cancelled, training.Run().Reason);
        training.SaveCheckpoint(PathOf("checkpoint"));

        Assert.Equal(expected, Outcome.Of(resumed, resumed.Resume(Data, PathOf("checkpoint"), new() { BatchSize = 4, Epochs = 3 }).Run()));
    }

    [Fact]
    public void WhatWasReplacedByTheBestIsNotSaved()
    {
        var training = new Plain(1).Train(Data, Options[2]);
        training.Run();

        var error = Assert.Throws<InvalidOperationException>(() => training.SaveCheckpoint(PathOf("checkpoint")));

        Assert.Equal("The training has ended and the model has its best parameters: there is nothing to go on from. Save the model.", error.Message);
    }

    [Fact]
    public void WhatWasReplacedByItsAverageIsNotSaved()
    {
        var training = new WithLateAverages(1).Train(Data, Options[0]);
        training.Run();

        var error = Assert.Throws<InvalidOperationException>(() => training.SaveCheckpoint(PathOf("checkpoint")));

        Assert.Equal("The training has ended and the model has its averaged weights: there is nothing to go on from. Save the model.", error.Message);
    }

    [Fact]
    public void AsAModelFileACheckpointHasTheAverages()
    {
        var model = new WithLateAverages(1);
        var training = model.Train(Data, Options[0]);
        RunFor(training, 5);
        training.SaveCheckpoint(PathOf("before"));
        RunFor(training, 6);
        training.SaveCheckpoint(PathOf("after"));

        Assert.NotEqual(model.Copy(), WithLateAverages.Load(PathOf("after")).Copy());
        Assert.Equal(model.Optimizer!.Averages.Span.ToArray(), WithLateAverages.Load(PathOf("after")).Memory.ToArray());
        RunFor(new WithLateAverages(2).Resume(Data, PathOf("before"), Options[0]), 6).SaveCheckpoint(PathOf("resumed"));
        Assert.Equal(WithLateAverages.Load(PathOf("after")).Copy(), WithLateAverages.Load(PathOf("resumed")).Copy());
    }

    [Fact]
    public void TheBestCheckpointIsTheModelThatWasValidated()
    {
        var options = new TrainingOptions<int> { Epochs = 4, BatchSize = 6, Validation = ValidationSet, Checkpoints = new(PathOf("folder")) };
        var result = new WithLateAverages(1).Fit(Data, options);

        var best = WithLateAverages.Load(Path.Combine(PathOf("folder"), "best.safetensors"));

        Assert.Equal(result.Epochs.Min(epoch => epoch.Validation!.Value.Loss), best.Evaluate(ValidationSet).Loss);
    }

    [Fact]
    public void DurationsAreKept()
    {
        var training = new Plain(1).Train(Data, Options[0]);
        var first = training.Epochs.First().Duration;
        training.SaveCheckpoint(PathOf("checkpoint"));

        var result = new Plain(2).Resume(Data, PathOf("checkpoint"), Options[0]).Run();

        Assert.Equal(first, result.Epochs[0].Duration);
    }

    [Fact]
    public void ACheckpointIsAModelFileToo()
    {
        var model = new WithAdam(1);
        var training = RunFor(model.Train(Data, Options[2]), 9);
        training.SaveCheckpoint(PathOf("checkpoint"));
        model.Save(PathOf("model"));
        WithAdam.Load(PathOf("checkpoint")).Save(PathOf("again"));

        Assert.Equal(File.ReadAllBytes(PathOf("model")), File.ReadAllBytes(PathOf("again")));
    }

    /// <summary>Runs so many iterations, or all if there are fewer.</summary>
    internal static Training<int> RunFor(Training<int> training, int iterations)
    {
        if (iterations > 0)
        {
            foreach (var epoch in training.Epochs)
            {
                foreach (var _ in epoch.Iterations)
                {
                    if (--iterations == 0)
                    {
                        return training;
                    }
                }
            }
        }

        return training;
    }
}
