using System.Text.Json;
using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Reference;

namespace Adjoint.EndToEnd.Tests.Scaling;

/// <summary>A row of which some columns are scaled, each in its way, and two are not.</summary>
[Example]
public partial record Sample(
    [Feature, Standardize] float Length, [Feature, Log, MinMax] double Amount, [property: Feature(Length = 3), Standardize] float[] Readings, [Feature] bool IsNew,
    [property: Feature] float Raw, [Label] int Class);

[Model<Sample>, Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class SampleClassifier;

/// <summary>The same layers on seven floats.</summary>
[Model, Input(7), Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class FloatsClassifier;

/// <summary>Rows like the others, another of whose columns is scaled.</summary>
[Example]
public partial record OtherSample(
    [Feature, Standardize] float Length, [Feature, Log] double Amount, [property: Feature(Length = 3), Standardize] float[] Readings, [Feature] bool IsNew, [Feature, MinMax] float Raw, [Label] int Class);

[Model<OtherSample>, Dense(7, Name = "hidden"), Tanh, Dense(2, Name = "scores"), CrossEntropy, Adam]
public partial class OtherClassifier;

/// <summary>What properties of rows say of the scale of their columns.</summary>
public sealed class ScaledColumnsTests : Adjoint.Tests.TempFolder
{
    private const int Columns = 7, Trained = 40;

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(ReferenceValues.PathOf("scaling.json"))).RootElement;
    private static readonly Sample[] Rows = [.. Reference.GetProperty("rows").EnumerateArray().Select((row, i) => Row([.. row.EnumerateArray().Select(value => value.GetSingle())], i % 2))];
    private static readonly Dataset<int> Set = Sample.Dataset(Rows.AsMemory(0, Trained));

    [Fact]
    public void ColumnsBecomeThoseOfScikitLearn()
    {
        var model = new SampleClassifier(1);
        model.Train(Set, new() { Epochs = 1, Validation = Sample.Dataset(Rows.AsMemory(Trained)) }).Cancel();

        var (scaled, expected) = (Scaled(model, Sample.Dataset(Rows)), Reference.GetProperty("mixed").EnumerateArray().SelectMany(row => row.EnumerateArray()).ToArray());
        // The mean of the third is a float32 number near 1000, which is off by 6e-5 of the deviation there.
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i].GetDouble(), scaled[i], i % Columns == 2 ? 1.5e-4 : 2e-6));
    }

    [Fact]
    public void OtherColumnsAreNotTouched()
    {
        var model = new SampleClassifier(1);
        model.Fit(Set, new() { Epochs = 1 });

        Assert.Equal(new float[2], model.Scaling.Shift.Values[5..].ToArray());
        Assert.Equal([1, 1], model.Scaling.Divisor.Values[5..].ToArray());
        Assert.DoesNotContain(0, model.Scaling.Shift.Values[..5].ToArray());
        Assert.DoesNotContain(1, model.Scaling.Divisor.Values[..4].ToArray());
        Assert.Equal(1, model.Scaling.Divisor.Values[4]); // all are equal there
    }

    [Fact]
    public void TrainingAndPredictionAreThoseOnScaledInputsToTheBit()
    {
        var (ofRows, ofFloats) = (new SampleClassifier(1), new FloatsClassifier(1));
        var options = new TrainingOptions<int> { Epochs = 3, BatchSize = 8 };
        var result = ofRows.Fit(Rows[..Trained], options);
        var all = Scaled(ofRows, Sample.Dataset(Rows));
        var expected = ofFloats.Fit(Dataset.From(all[..(Trained * Columns)], Set.SourceLabels.ToArray()), options);

        Assert.Equal(ofFloats.Bits(), ofRows.Bits());
        Assert.Equal(expected.Epochs.Select(epoch => epoch.Loss), result.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal(ofFloats.Evaluate(Dataset.From(all, [.. Rows.Select(row => row.Class)])), ofRows.Evaluate(Rows));
        for (var i = 0; i < Rows.Length; i++)
        {
            var (a, b) = (new float[2], new float[2]);
            ofRows.Predict(Rows[i], a);
            ofFloats.Predict(all.AsSpan(i * Columns, Columns), b);
            Assert.Equal(b, a);
            Assert.Equal(ofFloats.Classify(all.AsSpan(i * Columns, Columns)), ofRows.Classify(Rows[i]));
        }
    }

    [Fact]
    public void ItIsLearnedOnceUnlessReset()
    {
        var model = new SampleClassifier(1);
        model.Fit(Rows[..Trained], new() { Epochs = 1 });
        var (shift, divisor) = (model.Scaling.Shift.Values.ToArray(), model.Scaling.Divisor.Values.ToArray());

        model.Fit(Rows[Trained..], new() { Epochs = 1 });
        Assert.Equal(shift, model.Scaling.Shift.Values.ToArray());
        model.Fit(Rows[Trained..], new() { Epochs = 1, Reset = true });
        Assert.NotEqual(shift[..4], model.Scaling.Shift.Values[..4].ToArray());
        Assert.NotEqual(divisor[..4], model.Scaling.Divisor.Values[..4].ToArray());
        Assert.Equal(shift[5..], model.Scaling.Shift.Values[5..].ToArray());
    }

    [Fact]
    public void FilesHoldIt()
    {
        var model = new SampleClassifier(1);
        model.Fit(Set, new() { Epochs = 1 });
        model.Save(PathOf("model"));
        var loaded = SampleClassifier.Load(PathOf("model"));

        Assert.Equal(["scaling.shift", "scaling.divisor"], loaded.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(model.Scaling.Shift.Values.ToArray(), loaded.Scaling.Shift.Values.ToArray());
        Assert.Equal(model.Scaling.Divisor.Values.ToArray(), loaded.Scaling.Divisor.Values.ToArray());
        Assert.Equal(model.Evaluate(Rows), loaded.Evaluate(Rows));
    }

    [Fact]
    public void ACheckpointHoldsItAndIsOfTheseColumns()
    {
        var options = new TrainingOptions<int> { Epochs = 3, BatchSize = 8 };
        var through = new SampleClassifier(1);
        through.Fit(Set, options);
        ResumeTests.RunFor(new SampleClassifier(1).Train(Set, options), 9).SaveCheckpoint(PathOf("checkpoint"));
        var resumed = new SampleClassifier(2);
        resumed.Resume(Set, PathOf("checkpoint"), options).Run();

        Assert.Equal(through.Bits(), resumed.Bits());
        Assert.Equal(through.Scaling.Shift.Values.ToArray(), resumed.Scaling.Shift.Values.ToArray());

        var others = OtherSample.Dataset([.. Rows.Take(Trained).Select(row => new OtherSample(row.Length, row.Amount, row.Readings, row.IsNew, row.Raw, row.Class))]);
        var thrown = Assert.Throws<InvalidDataException>(() => new OtherClassifier(1).Resume(others, PathOf("checkpoint"), options));
        Assert.Contains("Standardize(0), MinMax(1), Standardize(2 to 4)", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Standardize(0), Standardize(2 to 4), MinMax(6)", thrown.Message, StringComparison.Ordinal);
    }

    private static Sample Row(float[] columns, int label) => new(columns[0], columns[1], columns[2..5], columns[5] > 0, columns[6], label);

    private static float[] Scaled(SampleClassifier model, Dataset<int> set)
    {
        var scaled = new float[set.Count * Columns];
        Kernels.Scaling.Forward(set.Count, Columns, set.SourceFeatures, model.Scaling.Shift.Values, model.Scaling.Divisor.Values, scaled);
        return scaled;
    }
}
