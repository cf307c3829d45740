using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests;
using Normalised = Adjoint.EndToEnd.Tests.Checkpoints.WithAdam;
using Momentum = Adjoint.EndToEnd.Tests.Checkpoints.WithMomentum;
using Remembering = Adjoint.EndToEnd.Tests.Checkpoints.WithAmsGrad;

namespace Adjoint.EndToEnd.Tests.Training.Finders;

/// <summary>The range test on real trainings.</summary>
public class LearningRateTests : TempFolder
{
    private static readonly Dataset<int> Data = Outcome.Set(80, 1);

    [Fact]
    public void RatesGrowByOneFactorFromTheLowestToTheHighest()
    {
        var curve = new Normalised(1).FindLearningRate(Data, search: new() { Lowest = 1e-5, Highest = 1e-1, Iterations = 5, StopFactor = double.PositiveInfinity });

        Assert.Equal([1e-5, 1e-4, 1e-3, 1e-2, 1e-1], curve.Points.Select(point => Math.Round(point.Rate, 12)));
        Assert.False(curve.HasStoppedEarly);
    }

    [Fact]
    public void TheLossesAreThoseOfATrainingWithTheseRates()
    {
        var search = new LearningRateSearch { Lowest = 1e-4, Highest = 1, Iterations = 12, StopFactor = double.PositiveInfinity };
        var curve = new Momentum(3).FindLearningRate(Data, new() { BatchSize = 16, Seed = 5 }, search);

        var training = new Momentum(3).Train(Data, new()
        {
            BatchSize = 16, Seed = 5, Epochs = 3, LearningRate = 1e-4, Schedule = Schedule.Exponential(1e4, every: 11.Iterations()),
        });
        Assert.Equal(training.Epochs.SelectMany(epoch => epoch.Iterations).Take(12).Select(iteration => iteration.Loss), curve.Points.Select(point => point.Loss));
    }

    [Fact]
    public void TheModelIsLeftAsItWas()
    {
        var (found, never) = (new Remembering(1), new Remembering(1));
        var options = new TrainingOptions<int> { Epochs = 2, Seed = 3 };
        found.Fit(Data, options);
        never.Fit(Data, options);
        var before = Outcome.Of(found);

        found.FindLearningRate(Data);

        Assert.Equal(before, Outcome.Of(found));
        Assert.Equal(Outcome.Of(never, never.Fit(Data, options)), Outcome.Of(found, found.Fit(Data, options)));
    }

    [Fact]
    public void ANewModelIsStillNew()
    {
        var model = new Normalised(1);
        model.FindLearningRate(Data);

        Assert.Null(model.Optimizer);
        Assert.Equal(1, model.Train(Data).FirstEpochNumber);
    }

    [Fact]
    public void ATrainingInProgressGoesOnAsIfNothingHadBeen()
    {
        var (disturbed, other) = (new Normalised(1), new Normalised(1));
        var options = new TrainingOptions<int> { Epochs = 4, Seed = 3 };
        var (training, undisturbed) = (disturbed.Train(Data, options), other.Train(Data, options));
        _ = training.Epochs.First().Loss;

        disturbed.FindLearningRate(Data, options);

        Assert.Equal(Outcome.Of(other, undisturbed.Run()), Outcome.Of(disturbed, training.Run()));
    }

    [Fact]
    public void OneSeedOneResult()
    {
        LearningRateCurve With(int seed) => new Normalised(1).FindLearningRate(Data, new() { Seed = seed });

        Assert.Equal(With(7).Points, With(7).Points);
        Assert.Equal(With(7).ToString(), With(7).ToString());
        Assert.NotEqual(With(7).Points, With(8).Points);
    }

    [Fact]
    public void ItStopsWhereTheLossHasGrownTooFar()
    {
        var curve = new Pairs(1).FindLearningRate(Sets.Pairs(64));

        Assert.True(curve.HasStoppedEarly);
        var best = curve.Points.SkipLast(1).Min(point => point.SmoothedLoss);
        Assert.True(curve.Points[^1].SmoothedLoss > 4 * best, curve.ToString());
        Assert.All(curve.Points.Skip(2).SkipLast(1), point => Assert.True(point.SmoothedLoss <= 4 * curve.Points[0].SmoothedLoss));
    }

    [Fact]
    public void ALossThatIsNotFiniteEndsItAndIsNoPoint()
    {
        var model = new Pairs(1);
        var before = model.Bits();
        var curve = model.FindLearningRate(Sets.Pairs(64), search: new() { Highest = 1e30, StopFactor = double.PositiveInfinity });

        Assert.True(curve.HasStoppedEarly);
        Assert.All(curve.Points, point => Assert.True(double.IsFinite(point.Loss)));
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void AveragesOfTheWeightsAreLeftAsTheyWere()
    {
        var (expected, actual) = (new AllAtOnce(1), new AllAtOnce(1));
        expected.Fit(Sets.Points(60), new() { Epochs = 2 });
        actual.Fit(Sets.Points(60), new() { Epochs = 1 });
        actual.FindLearningRate(Sets.Points(60));
        actual.Fit(Sets.Points(60), new() { Epochs = 1 });
        // The first training ends with its averages in the model, and the second goes on from there.
        var inTwo = new AllAtOnce(1);
        inTwo.Fit(Sets.Points(60), new() { Epochs = 1 });
        inTwo.Fit(Sets.Points(60), new() { Epochs = 1 });

        Assert.Equal(inTwo.Bits(), actual.Bits());
        Assert.NotEqual(expected.Bits(), actual.Bits());
    }

    [Fact]
    public void ItSuggestsARateThatTrains()
    {
        var curve = new Sides(1).FindLearningRate(Sets.Points(200));

        Assert.NotNull(curve.Suggestion);
        Assert.InRange(curve.Suggestion.Value, 1e-4, 1);
        var result = new Sides(1).Fit(Sets.Points(200), new() { LearningRate = curve.Suggestion });
        Assert.True(result.Loss < result.Epochs[0].Loss / 2, $"{curve}\n{result.Epochs[0].Loss} {result.Loss}");
    }

    [Fact]
    public void WhatTheOptionsSayOfTheLengthOfTheTrainingDoesNotCount()
    {
        var checkpoints = PathOf("none");
        var plain = new Normalised(1).FindLearningRate(Data);
        var full = new Normalised(1).FindLearningRate(Data, new()
        {
            Epochs = 1, LearningRate = 3, Validation = Data, EarlyStopping = new() { Target = 100 }, Schedule = Schedule.Cosine(5.Epochs()), Checkpoints = new(checkpoints),
        });

        Assert.Equal(plain.Points, full.Points);
        Assert.False(Directory.Exists(checkpoints));
    }

    [Fact]
    public void ACancelledTokenEndsIt() =>
        Assert.Equal(
            "No suggestion: the test came to 0 points, and without the first 10 and the last 1 there are fewer than two.",
            new Normalised(1).FindLearningRate(Data, new() { Cancellation = new(canceled: true) }).Explanation);

    [Fact]
    public void AnExceptionLeavesTheModelAsItWas()
    {
        var model = new Normalised(1);
        model.Fit(Data);
        var before = Outcome.Of(model);

        Assert.Throws<ArgumentException>(() => model.FindLearningRate(Dataset.From(new float[6], [0, 1])));
        Assert.Equal(before, Outcome.Of(model));
    }
}
