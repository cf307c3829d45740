using System.Text.Json;
using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Reference;

namespace Adjoint.EndToEnd.Tests.Scaling;

[Model, Input(6), Standardize, Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class Standardized;

[Model, Input(2, 3), MinMax(Name = "unit"), Flatten, Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class UnitRange;

[Model, Input(6), Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class Unscaled;

/// <summary>What is learned of the inputs, when, and what becomes of it.</summary>
public sealed class ScalingTests : Adjoint.Tests.TempFolder
{
    private const int Rows = 50, Columns = 6;

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(ReferenceValues.PathOf("scaling.json"))).RootElement;
    private static readonly float[] X = [.. Table("x").Select(value => (float)value)];
    private static readonly Dataset<int> Data = Dataset.From(X, Numbers.Below(2, 2, Rows));

    [Fact]
    public void MeanAndDeviationAreThoseOfScikitLearn()
    {
        var model = new Standardized(1);
        model.Train(Data, new() { Epochs = 1 }).Cancel();

        AssertClose(List("mean"), model.Standardize.Mean.Values);
        AssertClose(List("deviation"), model.Standardize.Deviation.Values);
        // The mean is a float32 number, which is off by 3e-5 where it is 1000, 6e-5 of the deviation there.
        AssertScaled("standardized", model.Standardize.Mean, model.Standardize.Deviation, 1.5e-4);
    }

    [Fact]
    public void MinimumAndRangeAreThoseOfScikitLearn()
    {
        var model = new UnitRange(1);
        model.Train(Data, new() { Epochs = 1 }).Cancel();

        AssertClose(List("minimum"), model.Unit.Minimum.Values);
        AssertClose(List("range"), model.Unit.Range.Values);
        AssertScaled("scaled", model.Unit.Minimum, model.Unit.Range, 1e-6);
        Assert.Equal([2, 3], model.Unit.Minimum.Shape.ToArray());
    }

    [Fact]
    public void TrainingIsThatOnScaledInputsToTheBit()
    {
        var (scaled, plain) = (new Standardized(1), new Unscaled(1));
        var options = new TrainingOptions<int> { Epochs = 3, BatchSize = 8 };
        var result = scaled.Fit(Data, options);
        var expected = plain.Fit(Dataset.From(Scaled(scaled.Standardize.Mean, scaled.Standardize.Deviation), Data.SourceLabels.ToArray()), options);

        Assert.Equal(plain.Bits(), scaled.Bits());
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Loss), result.Epochs.Select(epoch => epoch.Loss));
        var (a, b) = (new float[Rows * 2], new float[Rows * 2]);
        scaled.Predict(X, a);
        plain.Predict(Scaled(scaled.Standardize.Mean, scaled.Standardize.Deviation), b);
        Assert.Equal(b, a);
    }

    [Fact]
    public void UntilThenNothingIsScaled()
    {
        var (scaled, plain) = (new Standardized(1), new Unscaled(1));
        var (a, b) = (new float[Rows * 2], new float[Rows * 2]);
        scaled.Predict(X, a);
        plain.Predict(X, b);

        Assert.Equal(b, a);
        Assert.Equal(new float[Columns], scaled.Standardize.Mean.Values.ToArray());
        Assert.All(scaled.Standardize.Deviation.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void ASecondTrainingKeepsWhatWasLearnedUnlessReset()
    {
        var model = new Standardized(1);
        model.Fit(Data, new() { Epochs = 1 });
        var mean = model.Standardize.Mean.Values.ToArray();
        var other = Dataset.From(Numbers.Floats(3, Rows * Columns), Numbers.Below(2, 2, Rows));

        model.Fit(other, new() { Epochs = 1, Validation = Data });
        Assert.Equal(mean, model.Standardize.Mean.Values.ToArray());
        model.Fit(other, new() { Epochs = 1, Reset = true });
        Assert.NotEqual(mean, model.Standardize.Mean.Values.ToArray());
    }

    [Fact]
    public void TheTrainingSetAloneIsLearnedFromAndItsWeightsDoNotCount()
    {
        var (set, rest) = Data.Split(0.6, 0.4);
        var (one, two) = (new Standardized(1), new Standardized(1));
        one.Fit(set.WithWeights(Enumerable.Range(1, set.Count).Select(weight => (float)weight).ToArray()), new() { Epochs = 1, Validation = rest });
        two.Fit(set, new() { Epochs = 1 });

        Assert.Equal(two.Standardize.Mean.Values.ToArray(), one.Standardize.Mean.Values.ToArray());
        Assert.NotEqual(List("mean")[0], one.Standardize.Mean.Values[0], 1e-6);
    }

    [Fact]
    public void FilesHoldIt()
    {
        var model = new UnitRange(1);
        model.Fit(Data, new() { Epochs = 1 });
        model.Save(PathOf("model"));
        var loaded = UnitRange.Load(PathOf("model"));

        Assert.Equal(["unit.minimum", "unit.range"], loaded.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(model.Unit.Minimum.Values.ToArray(), loaded.Unit.Minimum.Values.ToArray());
        Assert.Equal(model.Unit.Range.Values.ToArray(), loaded.Unit.Range.Values.ToArray());
        loaded.Fit(Dataset.From(Numbers.Floats(3, Rows * Columns), Numbers.Below(2, 2, Rows)), new() { Epochs = 1 });
        Assert.Equal(model.Unit.Minimum.Values.ToArray(), loaded.Unit.Minimum.Values.ToArray());
    }

    [Fact]
    public void ACheckpointHoldsIt()
    {
        var options = new TrainingOptions<int> { Epochs = 3, BatchSize = 8 };
        var through = new Standardized(1);
        through.Fit(Data, options);
        ResumeTests.RunFor(new Standardized(1).Train(Data, options), 9).SaveCheckpoint(PathOf("checkpoint"));
        var resumed = new Standardized(2);
        resumed.Resume(Data, PathOf("checkpoint"), options).Run();

        Assert.Equal(through.Bits(), resumed.Bits());
        Assert.Equal(through.Standardize.Mean.Values.ToArray(), resumed.Standardize.Mean.Values.ToArray());
    }

    [Fact]
    public void AnIterationAllocatesNothing()
    {
        var training = new Standardized(1).Train(Data, new() { BatchSize = Rows });

        Assert.Equal(0, Allocations.Of(() => training.Step(Data.SourceFeatures, Data.SourceLabels)));
    }

    private static double[] List(string name) => [.. Reference.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static double[] Table(string name) => [.. Reference.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetDouble())];

    private static float[] Scaled(Parameter shift, Parameter divisor) =>
        [.. X.Select((value, i) => (value - shift.Values[i % Columns]) / divisor.Values[i % Columns])];

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual)
    {
        for (var i = 0; i < Columns; i++)
        {
            // Both compute in double precision; a float32 number is within 2⁻²⁴ of itself.
            Assert.Equal(expected[i], actual[i], Math.Abs(expected[i]) * 1.2e-7);
        }
    }

    private static void AssertScaled(string name, Parameter shift, Parameter divisor, double tolerance)
    {
        var y = new float[X.Length];
        Kernels.Scaling.Forward(Rows, Columns, X, shift.Values, divisor.Values, y);
        Assert.Equal(Scaled(shift, divisor), y);
        foreach (var (expected, actual) in Table(name).Zip(y))
        {
            Assert.Equal(expected, actual, tolerance);
        }

        Assert.All(Enumerable.Range(0, Rows), row => Assert.Equal(0, y[(row * Columns) + 3]));
    }
}
