using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Data;

[Model, Input(2), Dense(3), CrossEntropy, Adam]
public partial class Thirds;

/// <summary>What a model refuses: before it trains, with a message that says what was found where, and without a trace in the parameters.</summary>
public class RefusalTests
{
    private readonly Sides _sides = new(1);
    private readonly Thirds _thirds = new(1);
    private readonly Adjoint.EndToEnd.Tests.Training.Pairs _pairs = new(1);

    [Fact]
    public void ARowOfTheWrongLength() =>
        Refused("A row of the set has 3 features, but Sides takes 2.", "data", () => _sides.Fit(Dataset.From(new float[6], [Side.Left, Side.Right])));

    [Fact]
    public void TooManyTargets() =>
        Refused("A row of the set has 3 labels, but Pairs takes 2.", "data", () => _pairs.Fit(Dataset.From(new float[6], new float[6], rows: 2)));

    [Fact]
    public void SeveralClassesInARow() =>
        Refused("A row of the set has 2 labels, but Thirds takes 1.", "data", () => _thirds.Fit(Dataset.From(new float[4], [0, 1, 2, 0], rows: 2)));

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void ALabelOutOfRange(int label) =>
        Refused($"Row 1 of the set: the label {label} is no class: Thirds has the classes 0 to 2.", "data", () => _thirds.Fit(Dataset.From(new float[4], [0, label])));

    [Theory]
    [InlineData((Side)2)]
    [InlineData((Side)(-1))]
    public void AValueThatTheEnumDoesNotDefine(Side label) =>
        Refused($"Row 2 of the set: the label {label} is not a value of Side.", "data", () => _sides.Fit(Dataset.From(new float[6], [Side.Left, Side.Right, label])));

    [Fact]
    public void AValueInAGapOfTheEnum()
    {
        var error = Assert.Throws<ArgumentException>(() => new Gradients.TanhChain().Fit(Dataset.From(new float[3], [(Gradients.Color)9])));

        Assert.StartsWith("Row 0 of the set: the label 9 is not a value of Color.", error.Message);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void FeaturesThatAreNotFinite(float value, string text) =>
        Refused($"Row 1 of the set: feature 0 is {text}, expected a finite number.", "data", () => _sides.Fit(Dataset.From([1, 2, value, 4], [Side.Left, Side.Right])));

    [Fact]
    public void OppositeInfinities() =>
        Refused("Row 0 of the set: feature 0 is Infinity", "data", () => _sides.Fit(Dataset.From([float.PositiveInfinity, float.NegativeInfinity], [Side.Left])));

    [Fact]
    public void LargeFeaturesAreNoReasonEvenIfTheirSumOverflows() =>
        Assert.Equal(1, _sides.Evaluate(Dataset.From([float.MaxValue, float.MaxValue], [_sides.Classify([float.MaxValue, float.MaxValue])])).Samples);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void TargetsThatAreNotFinite(float value, string text) =>
        Refused($"Row 1 of the set: the label {text} is not a finite number.", "data", () => _pairs.Fit(Dataset.From(new float[6], [1, 2, 3, value], rows: 2)));

    [Fact]
    public void AValidationSetIsCheckedBeforeTraining() => Refused(
        "A row of the set has 1 features, but Sides takes 2.", "Validation", () => _sides.Fit(Sets.Points(4), new() { Validation = Dataset.From([1f], [Side.Left]) }));

    [Fact]
    public void ValidationLabelsAreChecked() => Refused(
        "Row 0 of the set: the label 7 is not a value of Side.", "Validation", () => _sides.Fit(Sets.Points(4), new() { Validation = Dataset.From([1f, 2], [(Side)7]) }));

    [Fact]
    public void EvaluateAndConfusionCheckToo()
    {
        Refused("A row of the set has 1 features, but Sides takes 2.", "data", () => _sides.Evaluate(Dataset.From([1f], [Side.Left])));
        Refused("Row 0 of the set: the label 7", "data", () => _sides.Confusion(Dataset.From([1f, 2], [(Side)7])));
        Refused("Row 0 of the set: the label NaN", "data", () => _pairs.Evaluate(Dataset.From(new float[3], [float.NaN, 0], rows: 1)));
    }

    [Fact]
    public void PartsOfASetNumberTheirOwnRows()
    {
        var (first, second) = Dataset.From([1f, 1, 2, 2, 3, 3, float.NaN, 4], [Side.Left, Side.Left, Side.Left, Side.Left]).Split(0.5, 0.5);
        var bad = Enumerable.Range(0, 2).Any(row => float.IsNaN(first.Features(row)[0])) ? first : second;
        var row = float.IsNaN(bad.Features(0)[0]) ? 0 : 1;

        Refused($"Row {row} of the set: feature 0 is NaN", "data", () => _sides.Fit(bad));
    }

    [Fact]
    public void NoSet()
    {
        Assert.Throws<ArgumentNullException>("data", () => _sides.Fit((Dataset<Side>)null!));
        Assert.Throws<ArgumentNullException>("data", () => _sides.Evaluate(null!));
    }

    public static TheoryData<string, TrainingOptions<Side>> WrongOptions => new()
    {
        { "BatchSize", new() { BatchSize = 0 } },
        { "BatchSize", new() { BatchSize = -5 } },
        { "Epochs", new() { Epochs = 0 } },
        { "LearningRate", new() { LearningRate = -0.1 } },
        { "LearningRate", new() { LearningRate = 0 } },
        { "LearningRate", new() { LearningRate = double.NaN } },
        { "LearningRate", new() { LearningRate = double.PositiveInfinity } },
        { "WeightDecay", new() { WeightDecay = -1 } },
        { "WeightDecay", new() { WeightDecay = double.NaN } },
        { "Dropout", new() { Dropout = 1 } },
        { "Dropout", new() { Dropout = -0.1 } },
        { "Dropout", new() { Dropout = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void OptionsOutOfRange(string option, TrainingOptions<Side> options)
    {
        var before = _sides.Bits();

        var error = Assert.Throws<ArgumentOutOfRangeException>(option, () => _sides.Fit(Sets.Points(4), options));

        Assert.StartsWith(option, error.Message);
        Assert.Equal(before, _sides.Bits());
    }

    [Fact]
    public void ARefusedResetForgetsNothing()
    {
        _sides.Fit(Sets.Points(4), new() { Epochs = 3 });

        Assert.Throws<ArgumentException>(() => _sides.Train(Dataset.From([1f], [Side.Left]), new() { Reset = true }));

        Assert.Equal(4, _sides.Train(Sets.Points(4)).Epochs.First().Number);
    }

    [Fact]
    public void AStepWithTooManyRows()
    {
        var training = _sides.Train(Sets.Points(10), new() { BatchSize = 4 });

        Refused("A batch of 5 samples: this training has memory for 1 to 4", "inputs", () => training.Step(new float[10], new Side[5]));
        Refused("A batch of 0 samples", "inputs", () => training.Step([], []));
    }

    [Fact]
    public void AStepWithAPartOfARow() => Refused(
        "3 floats are not whole rows: a row of Sides has 2.", "inputs", () => _sides.Train(Sets.Points(4)).Step(new float[3], new Side[1]));

    [Fact]
    public void AStepWithOtherLabels()
    {
        Refused("2 rows have 2 labels, but 1 were given.", "labels", () => _sides.Train(Sets.Points(4)).Step(new float[4], new Side[1]));
        Refused("1 rows have 2 labels, but 1 were given.", "labels", () => _pairs.Train(Sets.Pairs(4)).Step(new float[3], new float[1]));
    }

    [Fact]
    public void AStepWithALabelThatIsNone()
    {
        Refused("Row 0 of the batch: the label 5 is not a value of Side.", "labels", () => _sides.Train(Sets.Points(4)).Step(new float[2], [(Side)5]));
        Refused("Row 0 of the batch: the label NaN is not a finite number.", "labels", () => _pairs.Train(Sets.Pairs(4)).Step(new float[3], [1, float.NaN]));
    }

    [Fact]
    public void AStepWithAFeatureThatIsNotFinite() => Refused(
        "Row 1 of the batch: feature 1 is NaN, expected a finite number.",
        "inputs",
        () => _sides.Train(Sets.Points(4)).Step([1, 2, 3, float.NaN], [Side.Left, Side.Left]));

    [Fact]
    public void ProbabilitiesThatAreNone()
    {
        var model = new ProbableSides();
        Refused("Row 1 of the set: the probabilities of the classes sum to 0.9, expected 1.", "data", () => model.Fit(Dataset.From(new float[4], [0.5f, 0.5f, 0.4f, 0.5f], rows: 2)));
        Refused("Row 0 of the set: the label -0.5 is no probability.", "data", () => model.Fit(Dataset.From(new float[2], [-0.5f, 1.5f], rows: 1)));
        Refused("Row 0 of the set: the label NaN is no probability.", "data", () => model.Evaluate(Dataset.From(new float[2], [float.NaN, 1], rows: 1)));
        Refused("Row 0 of the batch: the probabilities of the classes sum to 1.002, expected 1.", "labels", () => model.Train(Sets.Probabilities(4)).Step(new float[2], [0.501f, 0.501f]));
        // Rounded as people round.
        Assert.True(model.Train(Sets.Probabilities(4)).Step(new float[2], [0.3333f, 0.6666f]).Loss > 0);
    }

    [Fact]
    public void AStepWithOtherWeights()
    {
        var training = _sides.Train(Sets.Points(4));
        Refused("2 rows of the batch have a weight each, but 1 were given.", "weights", () => training.Step(new float[4], new Side[2], [1]));
        Refused("Row 1 of the batch: its weight is -1, expected a finite number of at least 0.", "weights", () => training.Step(new float[4], new Side[2], [1, -1]));
        Refused("Row 0 of the batch: its weight is NaN, expected a finite number of at least 0.", "weights", () => training.Step(new float[4], new Side[2], [float.NaN, 1]));
    }

    [Fact]
    public void NoRoomForYesAndNo()
    {
        var (one, several) = (new Above(), new Places());
        Refused("2 rows of Above have 2 labels, but there is room for 3.", "labels", () => one.Classify(new float[4], new bool[3]));
        Refused("2 rows of Places have 6 labels, but there is room for 2.", "labels", () => several.Classify(new float[4], new bool[2]));
        Refused("4 floats are not one row: a row of Above has 2.", "inputs", () => one.Classify(new float[4]));
        Refused("A row of the set has 1 labels, but Places takes 3.", "data", () => several.Fit(Sets.Above(4)));
    }

    [Fact]
    public void ARefusedStepCountsForNothing()
    {
        var training = _sides.Train(Sets.Points(4));
        Assert.Throws<ArgumentException>(() => training.Step([float.NaN, 0], [Side.Left]));

        Assert.Equal(1, training.Step([1, 0], [Side.Left]).Number);
        Assert.Equal(1, _sides.Optimizer!.Updates);
    }

    [Fact]
    public void PredictionsOfAPartOfARow()
    {
        Refused("3 floats are not whole rows: a row of Sides has 2.", "inputs", () => _sides.Predict(new float[3], new float[2]));
        Refused("3 floats are not whole rows: a row of Sides has 2.", "inputs", () => _sides.Logits(new float[3], new float[2]));
        Refused("3 floats are not whole rows: a row of Sides has 2.", "inputs", () => _sides.Classify(new float[3], new Side[1]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(0)]
    public void NoRoomForTheOutputs(int room)
    {
        Refused($"2 rows of Sides have 4 outputs, but there is room for {room}.", "outputs", () => _sides.Predict(new float[4], new float[room]));
        Refused($"2 rows of Sides have a class each, but there is room for {room}.", "labels", () => _sides.Classify(new float[4], new Side[room]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void ClassifyOfOneRowTakesOneRow(int length) =>
        Refused($"{length} floats are not one row: a row of Sides has 2.", "inputs", () => _sides.Classify(new float[length]));

    private void Refused(string message, string parameter, Action action)
    {
        string Bits() => _sides.Bits() + _thirds.Bits() + _pairs.Bits();
        var before = Bits();

        var error = Assert.Throws<ArgumentException>(parameter, action);

        Assert.StartsWith(message, error.Message);
        Assert.Equal(before, Bits());
    }
}
