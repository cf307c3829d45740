namespace Adjoint.EndToEnd.Tests.Rows;

/// <summary>Models of rows: trained, evaluated, asked, saved.</summary>
public class TrainingTests
{
    private static readonly List<Flower> Rows =
    [
        .. Enumerable.Range(0, 120).Select(i => new Flower(
            (i * 7 % 13) - 6, (i * 5 % 11) - 5, (i % 3) + (i * 3 % 7 * 0.1f), (i % 3 * 2) - 1 + (i % 5 * 0.1f), (Species)(i % 3))),
    ];

    [Fact]
    public void A_model_of_rows_is_to_the_bit_the_model_of_the_same_floats()
    {
        var ofRows = new FlowerClassifier(seed: 3);
        var ofFloats = new FloatClassifier(seed: 3);
        var set = Dataset.From(Rows.SelectMany(row => new[] { row.SepalLength, row.SepalWidth, row.PetalLength, row.PetalWidth }).ToArray(), Rows.Select(row => row.Species).ToArray());
        TrainingOptions<Species> options = new() { Epochs = 5, BatchSize = 16, Seed = 9 };
        var one = ofRows.Fit(Rows, options);
        var other = ofFloats.Fit(set, options);
        Assert.Equal(other.Epochs.Select(epoch => epoch.Loss), one.Epochs.Select(epoch => epoch.Loss));
        foreach (var (a, b) in ofRows.Parameters.Zip(ofFloats.Parameters))
        {
            Assert.Equal(b.Values.ToArray(), a.Values.ToArray());
        }

        Assert.Equal(ofFloats.Evaluate(set), ofRows.Evaluate(Rows));
        Assert.Equal(ofFloats.Evaluate(set), ofRows.Evaluate(Flower.Dataset(Rows)));
    }

    [Fact]
    public void It_gives_the_enum_and_probabilities()
    {
        var model = new FlowerClassifier(seed: 1);
        var (train, validation) = Flower.Dataset(Rows).Split(0.8, 0.2);
        model.Fit(train, new() { Epochs = 60, BatchSize = 8, Validation = validation });
        Assert.All(Rows, row => Assert.Equal(row.Species, model.Classify(row)));
        Span<float> probabilities = stackalloc float[3];
        model.Predict(Rows[1], probabilities);
        Assert.True(probabilities[1] > 0.5f);
        Assert.Equal(1, probabilities[0] + probabilities[1] + probabilities[2], 1e-5f);
    }

    [Fact]
    public void An_epoch_of_rows_at_a_time()
    {
        var model = new FlowerClassifier();
        Assert.Equal([1, 2], model.Train(Rows, new() { Epochs = 2 }).Epochs.Select(epoch => epoch.Number).ToArray());
    }

    [Fact]
    public void A_yes_or_no_and_its_probability()
    {
        var model = new TimesModel();
        var row = new Times();
        Assert.Equal(model.Predict(row) > 0.5f, model.Classify(row));
        Assert.Single(model.Fit([row, new Times { IsLate = true }], new() { Epochs = 1 }).Epochs);
    }

    [Fact]
    public void Values()
    {
        var model = new NumbersModel();
        var row = new Numbers { Float = 2 };
        var (of, floats) = (new float[2], new float[2]);
        model.Predict(row, of);
        model.Predict(EncodingTests.Encode<Numbers, float>(row), floats);
        Assert.Equal(floats, of);
    }

    [Fact]
    public void A_set_of_other_rows_is_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new FlowerClassifier().Evaluate(Blossom.Dataset([new(1, 2, 3, 4, Species.Setosa)])));
        Assert.StartsWith("The set is of other rows than FlowerClassifier is a model of: column 1 is 'SepalHeight', expected 'SepalWidth'.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_other_rows_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            new FlowerClassifier(seed: 5).Save(path);
            Assert.Equal(new FlowerClassifier(seed: 5).Hidden.Weight.Values.ToArray(), FlowerClassifier.Load(path).Hidden.Weight.Values.ToArray());
            Assert.Equal(new FlowerClassifier(seed: 5).Hidden.Weight.Values.ToArray(), FloatClassifier.Load(path).Hidden.Weight.Values.ToArray());
            var thrown = Assert.Throws<InvalidDataException>(() => BlossomClassifier.Load(path));
            Assert.Equal($"{path} is a file of a model of other rows than BlossomClassifier's: column 1 is 'SepalWidth', expected 'SepalHeight'.", thrown.Message);

            // Without names, as PyTorch writes it, it is taken.
            new FloatClassifier(seed: 5).Save(path);
            Assert.Equal(new FlowerClassifier(seed: 5).Hidden.Weight.Values.ToArray(), BlossomClassifier.Load(path).Hidden.Weight.Values.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }
}

[Example]
public partial record Blossom(
    [Feature] float SepalLength, [Feature] float SepalHeight, [Feature] float PetalLength, [Feature] float PetalWidth, [Label] Species Species);

[Model<Blossom>]
[Dense(8, Name = "hidden"), Tanh]
[Dense<Species>]
[CrossEntropy]
[Adam(LearningRate = 0.02)]
public partial class BlossomClassifier;
