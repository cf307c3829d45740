namespace Adjoint.EndToEnd.Tests.Training.Finders;

/// <summary>Cross-validation.</summary>
public class CrossValidationTests
{
    private static readonly Dataset<Side> Data = Sets.Points(60);
    private static readonly TrainingOptions<Side> Options = new() { Epochs = 4, Seed = 3 };

    [Fact]
    public void EachFoldIsTheTrainingThatTheUserWouldWrite()
    {
        var result = CrossValidation.Run(seed => new Sides(seed), Data, 4, Options);

        Assert.Equal([1, 2, 3, 4], result.Folds.Select(fold => fold.Number));
        foreach (var (fold, (train, validation)) in result.Folds.Zip(Data.Folds(4, seed: 3)))
        {
            var model = new Sides(3);
            var own = model.Fit(train, Options);
            Assert.Equal((45, 4, StopReason.Completed), (fold.TrainRows, fold.Epochs, fold.Reason));
            Assert.Equal(own.Loss, fold.TrainLoss);
            Assert.Equal(model.Evaluate(validation), fold.Validation);
            Assert.Empty(fold.Warnings);
        }
    }

    [Fact]
    public void MeanAndSpreadAreOverTheFolds()
    {
        var result = CrossValidation.Run(seed => new Sides(seed), Data.FoldsStratified(3), Options);
        var losses = result.Folds.Select(fold => fold.Validation.Loss).ToArray();
        var mean = losses.Sum() / 3;

        Assert.Equal(mean, result.Loss.Mean, 12);
        Assert.Equal(Math.Sqrt(losses.Sum(loss => Math.Pow(loss - mean, 2)) / 2), result.Loss.StandardDeviation, 12);
        Assert.Equal(result.Folds.Max(fold => fold.Validation.Accuracy), result.Accuracy.Highest);
    }

    [Fact]
    public void AFoldIsMeasuredWithTheBestParametersWhereThoseComeBack()
    {
        var options = new TrainingOptions<Side> { Epochs = 30, LearningRate = 0.3, EarlyStopping = new() { Patience = 2 } };
        var folds = Data.Folds(2);
        var result = CrossValidation.Run(seed => new Sides(seed), folds, options);

        var model = new Sides(0);
        var own = model.Fit(folds[0].Train, options with { Validation = folds[0].Validation });
        Assert.Equal(own.Best!.Value.Validation, result.Folds[0].Validation);
        Assert.Equal(own.Epochs.Count, result.Folds[0].Epochs);
    }

    [Fact]
    public void ModelsOfValuesHaveNoAccuracy() => Assert.True(double.IsNaN(CrossValidation.Run(seed => new Pairs(seed), Sets.Pairs(12), 3).Accuracy.Mean));

    [Fact]
    public void TheTableHasARowForEachFold()
    {
        var result = CrossValidation.Run(seed => new Sides(seed), Data, 4, Options);
        var lines = result.ToString().Split('\n');

        Assert.Equal(6, lines.Length);
        Assert.StartsWith("    1          45        15       4", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("mean ± standard deviation", lines[5], StringComparison.Ordinal);
        Assert.EndsWith(result.Loss.ToString("F4"), lines[5], StringComparison.Ordinal);
        Assert.Single(lines.Select(line => line.Length).Distinct());
    }

    [Fact]
    public void WhatIsOutOfRangeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("k", () => CrossValidation.Run(seed => new Sides(seed), Data, 1));
        Assert.Throws<ArgumentException>("folds", () => CrossValidation.Run(seed => new Sides(seed), [.. Data.Folds(2).Take(1)]));
        Assert.Throws<ArgumentException>("options", () => CrossValidation.Run(seed => new Sides(seed), Data, 2, new() { Checkpoints = new("runs") }));
        Assert.Throws<ArgumentException>("options", () => CrossValidation.Run(seed => new Sides(seed), Data, 2, new() { Validation = Data }));
        var model = new Sides(1);
        Assert.StartsWith(
            "The model made for fold 2 has been trained before", Assert.Throws<ArgumentException>("create", () => CrossValidation.Run(_ => model, Data, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => CrossValidation.Run(seed => new Sides(seed), Data, 2, new() { Cancellation = new(canceled: true) }));
    }
}
