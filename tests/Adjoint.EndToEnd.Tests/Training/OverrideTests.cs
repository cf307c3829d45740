using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(2), Dense(8), Tanh, Dropout(0.1), Dense<Side>, Dropout(0.1), CrossEntropy, AdamW(LearningRate = 0.02, WeightDecay = 0.3)]
public partial class Declared;

[Model, Input(2), Dense(8), Tanh, Dropout(0.4), Dense<Side>, Dropout(0.4), CrossEntropy, AdamW(LearningRate = 0.005, WeightDecay = 0.1)]
public partial class DeclaredOtherwise;

/// <summary>Rates that the options give are as if the attributes gave them.</summary>
public class OverrideTests
{
    private static readonly Dataset<Side> Data = Sets.Points(40);

    [Fact]
    public void RatesOverrideThoseOfTheAttributes()
    {
        var (expected, actual) = (new Declared(1), new DeclaredOtherwise(1));
        expected.Fit(Data, new() { Epochs = 3, Validation = Data });
        actual.Fit(Data, new() { Epochs = 3, Validation = Data, LearningRate = 0.02, WeightDecay = 0.3, Dropout = 0.1 });

        Assert.Equal(expected.Bits(), actual.Bits());
    }

    public static TheoryData<double?, double?, double?> Overrides => new()
    {
        { null, 0.3, 0.1 },
        { 0.02, null, 0.1 },
        { 0.02, 0.3, null },
    };

    [Theory]
    [MemberData(nameof(Overrides))]
    public void EachOfThemMatters(double? learningRate, double? weightDecay, double? dropout)
    {
        var (expected, actual) = (new Declared(1), new DeclaredOtherwise(1));
        expected.Fit(Data, new() { Epochs = 3 });
        actual.Fit(Data, new() { Epochs = 3, LearningRate = learningRate, WeightDecay = weightDecay, Dropout = dropout });

        Assert.NotEqual(expected.Bits(), actual.Bits());
    }

    [Fact]
    public void AnOverrideIsOfOneTraining()
    {
        var (expected, actual) = (new Declared(1), new Declared(1));
        expected.Fit(Data, new() { Epochs = 1 });
        actual.Fit(Data, new() { Epochs = 1, LearningRate = 1, WeightDecay = 0, Dropout = 0.9, Reset = true });
        foreach (var (from, to) in new Declared(1).Parameters.Zip(actual.Parameters))
        {
            from.Values.CopyTo(to.Values);
        }

        actual.Fit(Data, new() { Epochs = 1, Reset = true });

        Assert.Equal(expected.Bits(), actual.Bits());
    }

    [Fact]
    public void ValidationIsWithoutDropout()
    {
        var model = new SidesWithDropout(1);
        // A rate that moves nothing: training and validation see the same parameters and the same rows.
        var epoch = model.Train(Data, new() { LearningRate = 1e-30, Validation = Data }).Epochs.First();

        var expected = InterpretedLoss(model);
        Assert.Equal(expected, epoch.Validation!.Value.Loss, 1e-6);
        Assert.True(Math.Abs(expected - epoch.Loss) > 1e-3, "dropout changes the training's loss");
        Assert.Equal(expected, model.Train(Data, new() { LearningRate = 1e-30, Dropout = 0 }).Epochs.First().Loss, 1e-6);
    }

    [Fact]
    public void AnotherMaskEachUpdate()
    {
        var model = new SidesWithDropout(1);
        var training = model.Train(Data, new() { LearningRate = 1e-30 });

        var losses = Enumerable.Range(0, 10).Select(_ => training.Step(Data.Features(0), Data.Labels(0)).Loss).ToList();

        Assert.True(losses.Distinct().Count() > 5, string.Join(" ", losses));
    }

    [Fact]
    public void AnAbsurdRateDiverges()
    {
        var model = new Pairs(1);

        var result = model.Fit(Sets.Pairs(64), new() { Epochs = 50, LearningRate = 1e6 });

        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.InRange(result.Epochs.Count, 1, 49);
        Assert.False(double.IsFinite(result.Loss));
        Assert.All(result.Epochs.SkipLast(1), epoch => Assert.True(double.IsFinite(epoch.Loss)));
    }

    [Fact]
    public void DefaultsLearnAnEasyTask()
    {
        var result = new Sides(1).Fit(Sets.Points(400), new() { Validation = Sets.Points(200, seed: 2) });

        Assert.Equal((StopReason.Completed, 10), (result.Reason, result.Epochs.Count));
        Assert.True(result.Validation!.Value.Accuracy > 0.95, $"accuracy {result.Validation.Value.Accuracy}");
        Assert.True(result.Epochs[^1].Loss < result.Epochs[0].Loss / 2);
    }

    private static double InterpretedLoss(SidesWithDropout model) => new Interpreter(
        Chain.Of(typeof(SidesWithDropout)),
        model.Doubles(),
        Data.SourceFeatures.ToArray().Select(value => (double)value),
        Data.SourceLabels.ToArray().Select(label => (double)label)).Loss();
}
