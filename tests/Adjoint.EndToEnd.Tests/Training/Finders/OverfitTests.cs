using Adjoint.EndToEnd.Tests.Checkpoints;
using Momentum = Adjoint.EndToEnd.Tests.Checkpoints.WithMomentum;

namespace Adjoint.EndToEnd.Tests.Training.Finders;

/// <summary>Learning one batch by heart.</summary>
public class OverfitTests
{
    [Fact]
    public void AModelThatFitsLearnsABatch()
    {
        var result = new Sides(1).Overfit(Sets.Points(8));

        Assert.True(result.HasSucceeded, result.Explanation);
        Assert.Equal(result.Losses[0] / 100, result.Goal);
        Assert.True(result.Losses[^1] <= result.Goal);
        Assert.All(result.Losses.SkipLast(1), loss => Assert.True(loss > result.Goal));
        Assert.StartsWith("Learned the batch of 8 samples: the loss went from ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SameFeaturesWithDifferentLabelsCannotBeLearned()
    {
        var result = new Sides(1).Overfit(Dataset.From([0.5f, 0.5f, 0.5f, 0.5f], [Side.Left, Side.Right]), new() { Iterations = 50 });

        Assert.False(result.HasSucceeded);
        Assert.Equal(50, result.Losses.Count);
        Assert.StartsWith("Could not learn the batch of 2 samples: the loss went from ", result.Explanation, StringComparison.Ordinal);
        Assert.EndsWith("whether the learning rate of 0.01 fits.", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void DropoutIsOff()
    {
        // Halves of a hidden layer that come and go would leave a loss far above this.
        var result = new SidesWithDropout(1).Overfit(Sets.Points(8), new() { Loss = 1e-3 });

        Assert.True(result.HasSucceeded, result.Explanation);
    }

    [Fact]
    public void TheModelIsLeftAsItWas()
    {
        var model = new Momentum(1);
        model.Fit(Outcome.Set(20, 1), new() { Epochs = 2 });
        var before = Outcome.Of(model);

        model.Overfit(Outcome.Set(6, 3));

        Assert.Equal(before, Outcome.Of(model));
    }

    [Fact]
    public void AskedToItKeepsWhatItLearned()
    {
        var (model, batch) = (new Sides(1), Sets.Points(8));
        var result = model.Overfit(batch, new() { KeepModel = true });

        Assert.Equal(result.Losses.Count, model.Optimizer!.Updates);
        Assert.True(model.Evaluate(batch).Loss <= result.Goal);
    }

    [Fact]
    public void AGoalIsALossInItsUnit()
    {
        var result = new Pairs(1).Overfit(Sets.Pairs(4), new() { Loss = 0.5, Iterations = 5000 });

        Assert.Equal(0.5, result.Goal);
        Assert.True(result.HasSucceeded, result.Explanation);
    }

    [Fact]
    public void ALossThatIsReachedAtOnceTakesOneIteration() => Assert.Single(new Sides(1).Overfit(Sets.Points(8), new() { Loss = 100 }).Losses);

    [Fact]
    public void ADivergingOneSaysSo()
    {
        var result = new Pairs(1).Overfit(Sets.Pairs(4), options: new() { LearningRate = 1e20 });

        Assert.False(result.HasSucceeded);
        Assert.EndsWith("It diverged: the learning rate of 1E+20 may be too large.", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void ACancelledOneSaysSo() => Assert.Equal(
        "The batch of 8 samples was not trained on: cancelled.", new Sides(1).Overfit(Sets.Points(8), options: new() { Cancellation = new(canceled: true) }).Explanation);

    [Fact]
    public void OneSeedOneResult() => Assert.Equal(new Sides(1).Overfit(Sets.Points(8)).Losses, new Sides(1).Overfit(Sets.Points(8)).Losses);

    [Fact]
    public void AHundredthOfNothingIsNoGoal()
    {
        var model = Sets.Zeros();
        var error = Assert.Throws<ArgumentException>(() => model.Overfit(Dataset.From(new float[2], [0f, 0f])));

        Assert.StartsWith("The goal names no loss, and the first is 0: a hundredth of it is none. Give OverfitGoal.Loss.", error.Message, StringComparison.Ordinal);
        Assert.Null(model.Optimizer);
    }

    [Fact]
    public void SettingsOutOfTheirRangesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sides(1).Overfit(Sets.Points(8), new() { Iterations = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sides(1).Overfit(Sets.Points(8), new() { Loss = double.NaN }));
    }
}
