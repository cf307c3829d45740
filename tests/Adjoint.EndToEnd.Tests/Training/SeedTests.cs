using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>One seed, one result, to the bit.</summary>
public class SeedTests
{
    private static readonly Dataset<Side> Data = Sets.Points(50);

    [Fact]
    public void OneSeedOneResult() => Assert.Equal(Trained(1, new() { Seed = 2 }), Trained(1, new() { Seed = 2 }));

    [Fact]
    public void AnotherSeedOfTheParametersAnotherResult() => Assert.NotEqual(Trained(1, new() { Seed = 2 }), Trained(2, new() { Seed = 2 }));

    [Fact]
    public void AnotherSeedOfTheTrainingAnotherResult() => Assert.NotEqual(Trained(1, new() { Seed = 2 }), Trained(1, new() { Seed = 3 }));

    [Fact]
    public void WithoutShuffleTheSeedIsThatOfDropout()
    {
        Assert.NotEqual(Trained(1, new() { Seed = 2, Shuffle = false }), Trained(1, new() { Seed = 3, Shuffle = false }));
        Assert.Equal(Trained(1, new() { Seed = 2, Shuffle = false, Dropout = 0 }), Trained(1, new() { Seed = 3, Shuffle = false, Dropout = 0 }));
    }

    [Fact]
    public void PredictionsInBetweenChangeNothing()
    {
        var model = new SidesWithDropout(1);
        foreach (var epoch in model.Train(Data, new() { Seed = 2 }).Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                model.Classify([0.1f, 0.2f]);
            }

            model.Evaluate(Data);
        }

        Assert.Equal(Trained(1, new() { Seed = 2 }), model.Bits());
    }

    [Fact]
    public void AValidationSetChangesNothing() =>
        Assert.Equal(Trained(1, new() { Seed = 2 }), Trained(1, new() { Seed = 2, Validation = Sets.Points(10, seed: 9) }));

    private static string Trained(int seed, TrainingOptions<Side> options)
    {
        var model = new SidesWithDropout(seed);
        model.Fit(Data, options);
        return model.Bits();
    }
}
