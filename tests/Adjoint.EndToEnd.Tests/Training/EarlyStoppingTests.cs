using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>When a training ends by itself, and what the model is then. The metric is scripted, so that every case is exact.</summary>
public class EarlyStoppingTests
{
    private static readonly Dataset<Side> Data = Sets.Points(20), ValidationSet = Sets.Points(10, seed: 2);
    private readonly Sides _model = new(3);
    private readonly List<string> _bits = [];

    [Fact]
    public void PatienceIsCountedInValidationsWithoutImprovement()
    {
        var result = Fit(new() { Metric = Script(5, 4, 4, 4.5, 3, 3.5, 3.5, 3, 2), Patience = 3 });

        Assert.Equal((StopReason.EarlyStopping, 8, 5), (result.Reason, result.Epochs.Count, result.Best!.Value.Number));
        Assert.Equal("Early stopping after epoch 8; the best scripted was 3 in epoch 5, whose parameters the model has.", result.Explanation);
    }

    [Fact]
    public void TheModelHasTheBestParameters()
    {
        Fit(new() { Metric = Script(5, 4, 6, 7), Patience = 2 });

        Assert.Equal(_bits[1], _model.Bits());
    }

    [Fact]
    public void OrTheLastOnes()
    {
        var result = Fit(new() { Metric = Script(5, 4, 6, 7), Patience = 2, RestoreBest = false });

        Assert.Equal(_bits[3], _model.Bits());
        Assert.Equal("Early stopping after epoch 4; the best scripted was 4 in epoch 2.", result.Explanation);
    }

    [Fact]
    public void ACompletedTrainingRestoresTheBestToo()
    {
        var result = Fit(new() { Metric = Script(3, 2, 4, 5), Patience = 10 }, epochs: 4);

        Assert.Equal((StopReason.Completed, 2), (result.Reason, result.Best!.Value.Number));
        Assert.Equal(_bits[1], _model.Bits());
    }

    [Fact]
    public void LargerIsBetterWhereTheMetricSaysSo()
    {
        var result = Fit(new() { Metric = Script(isLargerBetter: true, 1, 3, 2, 2), Patience = 2 });

        Assert.Equal((4, 2), (result.Epochs.Count, result.Best!.Value.Number));
    }

    [Fact]
    public void AnImprovementMustExceedTheMinimum()
    {
        // 9.5 and 9 are not better than 10 by more than 1; 8.9 is.
        var result = Fit(new() { Metric = Script(10, 9.5, 9, 8.9, 8, 8), Patience = 3, MinimumImprovement = 1 }, epochs: 6);

        Assert.Equal((StopReason.Completed, 4), (result.Reason, result.Best!.Value.Number));
    }

    [Fact]
    public void WhatDoesNotBeatTheBaselineUsesUpPatience()
    {
        var result = Fit(new() { Metric = Script(5, 4, 3, 2), Patience = 3, Baseline = 2.5 });

        Assert.Equal((StopReason.EarlyStopping, 3, 3), (result.Reason, result.Epochs.Count, result.Best!.Value.Number));
        Assert.Equal((StopReason.Completed, 4), (Fit(new() { Metric = Script(5, 4, 2, 3), Patience = 3, Baseline = 2.5 }, epochs: 4) is var other ? (other.Reason, other.Epochs.Count) : default));
    }

    [Fact]
    public void EarlierEpochsDoNotCount()
    {
        var result = Fit(new() { Metric = Script(1, 1, 5, 6, 6), Patience = 2, FirstEpoch = 3 });

        Assert.Equal((StopReason.EarlyStopping, 5, 3), (result.Reason, result.Epochs.Count, result.Best!.Value.Number));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2.5)]
    public void ATargetThatIsReachedEndsIt(double target)
    {
        var result = Fit(new() { Metric = Script(5, 3, 2, 1), Target = target });

        Assert.Equal((StopReason.TargetReached, 3), (result.Reason, result.Epochs.Count));
        Assert.StartsWith("Target reached in epoch 3; ", result.Explanation);
    }

    [Fact]
    public void NaNIsNeverBetter()
    {
        var result = Fit(new() { Metric = Script(double.NaN, 2, double.NaN, double.NaN), Patience = 2, Target = 0 });

        Assert.Equal((StopReason.EarlyStopping, 4, 2), (result.Reason, result.Epochs.Count, result.Best!.Value.Number));
    }

    [Fact]
    public void ALoopEndsAsFitDoes()
    {
        var training = _model.Train(Data, Options(new() { Metric = Script(5, 4, 6, 7), Patience = 2 }, 10));
        var epochs = 0;
        foreach (var epoch in training.Epochs)
        {
            Assert.Null(training.StopReason);
            epochs += epoch.Iterations.Any() ? 1 : 0;
        }

        Assert.Equal((4, StopReason.EarlyStopping), (epochs, training.StopReason));
        Assert.Equal(_bits[1], _model.Bits());
        Assert.Empty(training.Epochs);
        Assert.Equal(4, training.Result.Epochs.Count);
    }

    [Fact]
    public void ATrainingThatGoesOnHasNoResult()
    {
        var training = _model.Train(Data, Options(new(), 3));
        _ = training.Epochs.First().Loss;

        Assert.Contains("has not ended", Assert.Throws<InvalidOperationException>(() => training.Result).Message);
    }

    [Fact]
    public void TheRealMetricsAreWatched()
    {
        var byLoss = new Sides(3).Fit(Data, Options(new() { Patience = 1000 }, 30));
        var best = byLoss.Epochs.MinBy(epoch => epoch.Validation!.Value.Loss);
        Assert.Equal(best.Number, byLoss.Best!.Value.Number);

        var model = new Sides(3);
        var byAccuracy = model.Fit(Data, Options(new() { Metric = ValidationMetric.Accuracy, Target = 0.9 }, 200));
        Assert.Equal(StopReason.TargetReached, byAccuracy.Reason);
        Assert.True(model.Evaluate(ValidationSet).Accuracy >= 0.9);
    }

    [Fact]
    public void WithoutAValidationSetItIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => _model.Train(Data, new() { EarlyStopping = new() }));

        Assert.StartsWith("EarlyStopping watches the validation loss, but there is no Validation set.", error.Message);
    }

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Refused(new() { Patience = 0 }, "Patience");
        Refused(new() { FirstEpoch = 0 }, "FirstEpoch");
        Refused(new() { MinimumImprovement = -1 }, "MinimumImprovement is -1, expected a finite number of at least 0.");
        Refused(new() { MinimumImprovement = double.NaN }, "MinimumImprovement is NaN");
        Refused(new() { Baseline = double.NaN }, "Baseline is NaN, expected a finite number.");
        Refused(new() { Target = double.PositiveInfinity }, "Target is");
    }

    [Fact]
    public void WatchingAllocatesNothingInALoop()
    {
        var training = _model.Train(Data, Options(new() { Patience = 100 }, 100));
        using var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => epochs.MoveNext()));
    }

    private static TrainingOptions<Side> Options(EarlyStopping stopping, int epochs) =>
        new() { Epochs = epochs, BatchSize = 6, Seed = 5, Validation = ValidationSet, EarlyStopping = stopping };

    private static void Refused(EarlyStopping stopping, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => new Sides(1).Train(Data, Options(stopping, 3))).Message);

    private TrainingResult Fit(EarlyStopping stopping, int epochs = 20) => _model.Fit(Data, Options(stopping, epochs));

    private ValidationMetric Script(params double[] values) => Script(isLargerBetter: false, values);

    /// <summary>Gives one value after the other, and notes what the model was.</summary>
    private ValidationMetric Script(bool isLargerBetter, params double[] values)
    {
        var next = 0;
        return new ValidationMetric("scripted", isLargerBetter, _ =>
        {
            _bits.Add(_model.Bits());
            return values[next++];
        });
    }
}
