namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>What a checkpoint is refused for; the model is then as it was.</summary>
public sealed class RefusalTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<int> Data = Outcome.Set(13, 1), ValidationSet = Outcome.Set(11, 5);

    private static readonly TrainingOptions<int> Saved = new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = ValidationSet, EarlyStopping = new() };

    private string Checkpoint => PathOf("checkpoint");

    public static TheoryData<string, TrainingOptions<int>> Others => new()
    {
        { "BatchSize: expected 5, found 4", new() { Epochs = 3, BatchSize = 5, Seed = 2, Validation = ValidationSet, EarlyStopping = new() } },
        { "Shuffle: expected false, found true", new() { Epochs = 3, BatchSize = 4, Seed = 2, Shuffle = false, Validation = ValidationSet, EarlyStopping = new() } },
        { "DropLast: expected true, found false", new() { Epochs = 3, BatchSize = 4, Seed = 2, DropLast = true, Validation = ValidationSet, EarlyStopping = new() } },
        { "Sampling: expected Balanced, found none", Saved with { Sampling = Sampling.Balanced } },
        { "Sampling: expected ByWeight, found none", Saved with { Sampling = Sampling.ByWeight(Enumerable.Repeat(1f, 13).ToArray()) } },
        { "Augmentation: expected Rows, found none", Saved with { Augmentation = Augmentation.Rows.Noise(0.1) } },
        { "Seed: expected 3, found 2", new() { Epochs = 3, BatchSize = 4, Seed = 3, Validation = ValidationSet, EarlyStopping = new() } },
        { "LearningRate: expected 0.1, found none", new() { Epochs = 3, BatchSize = 4, Seed = 2, LearningRate = 0.1, Validation = ValidationSet, EarlyStopping = new() } },
        { "WeightDecay: expected 0.1, found none", new() { Epochs = 3, BatchSize = 4, Seed = 2, WeightDecay = 0.1, Validation = ValidationSet, EarlyStopping = new() } },
        { "EarlyStopping: expected none, found validation loss", new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = ValidationSet } },
        { "Patience: expected 7, found 5", new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = ValidationSet, EarlyStopping = new() { Patience = 7 } } },
        { "RestoreBest: expected false, found true", new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = ValidationSet, EarlyStopping = new() { RestoreBest = false } } },
        { "Target: expected 0.5, found none", new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = ValidationSet, EarlyStopping = new() { Target = 0.5 } } },
        { "samples of the validation set: expected 12, found 11", new() { Epochs = 3, BatchSize = 4, Seed = 2, Validation = Outcome.Set(12, 5), EarlyStopping = new() } },
    };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void AnotherOption(string difference, TrainingOptions<int> options) => Refused(new Plain(5), Data, options, difference);

    [Fact]
    public void AnotherWidth() => Refused(new Wider(5), Data, Saved, "word 2 of the model: expected Dense(6), found Dense(5).");

    [Fact]
    public void AnotherActivation() => Refused(new Tanhed(5), Data, Saved, "word 3 of the model: expected Tanh, found Relu.");

    [Fact]
    public void AnotherSettingOfTheOptimizer() => Refused(new Slower(5), Data, Saved, "word 6 of the model: expected Adam(Beta1 = 0.8), found Adam.");

    [Fact]
    public void AnotherNumberOfMicroBatches()
    {
        Refused(new Cut(5), Data, Saved, "word 7 of the model: expected Accumulate(3), found none.");
        ResumeTests.RunFor(new Cut(1).Train(Data, Saved), 6).SaveCheckpoint(Checkpoint);
        var message = Assert.Throws<InvalidDataException>(() => new CutFiner(5).Resume(Data, Checkpoint, Saved)).Message;

        Assert.EndsWith("the first difference is word 7 of the model: expected Accumulate(4), found Accumulate(3).", message);
    }

    [Fact]
    public void AShorterModel()
    {
        Save(6);
        var message = Assert.Throws<InvalidDataException>(() => new Shorter(5).Resume(Data, Checkpoint, Saved)).Message;

        Assert.EndsWith("the first difference is word 4 of the model: expected CrossEntropy, found Dense(3).", message);
    }

    [Fact]
    public void AnotherNumberOfSamples() => Refused(new Plain(5), Outcome.Set(14, 1), Saved, "samples of the training set: expected 14, found 13");

    [Fact]
    public void AnotherOrderOfTheSamples()
    {
        var (features, labels) = (Data.SourceFeatures.ToArray().Chunk(4).Reverse().SelectMany(row => row).ToArray(), Data.SourceLabels.ToArray().Reverse().ToArray());
        Refused(new Plain(5), Dataset.From(features, labels), Saved, "hash of the training set: expected ");
    }

    [Fact]
    public void OtherWeightsOfTheSamples() =>
        Refused(new Plain(5), Data.WithWeights(Enumerable.Repeat(2f, 13).ToArray()), Saved, "hash of the training set: expected ");

    [Fact]
    public void OtherWeightsOfTheSampling()
    {
        TrainingOptions<int> With(float last) => Saved with { Sampling = Sampling.ByWeight(Enumerable.Repeat(1f, 12).Append(last).ToArray()) };
        ResumeTests.RunFor(new Plain(1).Train(Data, With(1)), 6).SaveCheckpoint(Checkpoint);

        Assert.Contains(
            "the first difference is hash of the weights of Sampling: expected ",
            Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, With(2))).Message);
        Assert.Contains(
            "the first difference is Sampling: expected none, found ByWeight.", Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, Saved)).Message);
        Assert.Empty(new Plain(5).Resume(Data, Checkpoint, With(1)).Warnings);
    }

    [Fact]
    public void AnotherAugmentation()
    {
        var image = Augmentation.Images(2, 2);
        var options = Saved with { Augmentation = image.Shift(1).Noise(0.1) };
        ResumeTests.RunFor(new Plain(1).Train(Data, options), 6).SaveCheckpoint(Checkpoint);
        foreach (var (other, difference) in new (Augmentation?, string)[]
        {
            (null, "Augmentation: expected none, found Images(2, 2, 1)."),
            (Augmentation.Images(2, 2, fill: 1).Shift(1).Noise(0.1), "Augmentation: expected Images(2, 2, 1, fill: 1f), found Images(2, 2, 1)."),
            (image.Noise(0.1).Shift(1), "step 1 of the augmentation: expected Noise(0.1), found Shift(1, 1)."),
            (image.Shift(1).Noise(0.2), "step 2 of the augmentation: expected Noise(0.2), found Noise(0.1)."),
            (image.Shift(1), "steps of the augmentation: expected 1, found 2."),
            (image.Shift(1).Noise(0.1).FlipHorizontally(), "step 3 of the augmentation: expected FlipHorizontally(0.5), found none."),
        })
        {
            var error = Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, Saved with { Augmentation = other }));
            Assert.EndsWith("the first difference is " + difference, error.Message);
        }

        Assert.Empty(new Plain(5).Resume(Data, Checkpoint, options with { Augmentation = Augmentation.Images(2, 2).Crop(1).Noise(0.1) }).Warnings);
    }

    [Fact]
    public void ACopyOfThePartOfASetIsThePart()
    {
        var part = Data.Split(0.6, 0.4).First;
        var model = new Plain(1);
        ResumeTests.RunFor(model.Train(part), 1).SaveCheckpoint(Checkpoint);
        var rows = Enumerable.Range(0, part.Count).ToArray();
        var copy = Dataset.From([.. rows.Select(row => part.Features(row).ToArray())], rows.Select(row => part.Labels(row)[0]).ToArray());

        Assert.Empty(new Plain(2).Resume(copy, Checkpoint).Warnings);
    }

    [Theory]
    [InlineData("runtime", ".NET 99.0.0")]
    [InlineData("instruction set", "Z80 with 8 bits")]
    [InlineData("library", "Adjoint 99.0.0")]
    public void AnotherEnvironmentIsAWarning(string name, string other)
    {
        Save(6);
        var now = Rewrite(CheckpointFile.Prefix + name, other);

        var training = new Plain(5).Resume(Data, Checkpoint, Saved);

        Assert.Equal(
            [$"{Checkpoint} was saved with another {name}, {other}, than this one, {now}: bits may differ from those of a training that was never stopped."],
            training.Warnings);
    }

    [Fact]
    public void AnotherFormat()
    {
        Save(6);
        Rewrite(CheckpointFile.Prefix + "format", "2");

        var error = Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, Saved));

        Assert.Equal($"{Checkpoint} does not continue this training: the first difference is format: expected 1, found 2.", error.Message);
    }

    [Fact]
    public void ANumberThatIsNone()
    {
        Save(6);
        Rewrite(CheckpointFile.Prefix + "updates", "many");

        var error = Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, Saved));

        Assert.Equal($"{Checkpoint} is not a checkpoint: its updates is many.", error.Message);
    }

    [Fact]
    public void FewerEpochsThanWereBegun()
    {
        Save(6);
        var options = new TrainingOptions<int> { Epochs = 1, BatchSize = 4, Seed = 2, Validation = ValidationSet, EarlyStopping = new() };

        var error = Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, options));

        Assert.Equal($"{Checkpoint} does not continue this training: it is in epoch 2, but Epochs is 1.", error.Message);
    }

    [Fact]
    public void AModelFile()
    {
        new Plain(1).Save(Checkpoint);

        var error = Assert.Throws<InvalidDataException>(() => new Plain(5).Resume(Data, Checkpoint, Saved));

        Assert.Equal($"{Checkpoint} is not a checkpoint: it says nothing of a training.", error.Message);
    }

    [Fact]
    public void AFileThatIsNotThere() => Assert.Throws<FileNotFoundException>(() => new Plain(5).Resume(Data, Checkpoint, Saved));

    [Fact]
    public void AFolderThatIsNotThere()
    {
        var training = new Plain(1).Train(Data, Saved);

        Assert.ThrowsAny<IOException>(() => training.SaveCheckpoint(Path.Combine(Folder, "none", "checkpoint")));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void ACutAnywhere()
    {
        Save(6);
        var bytes = File.ReadAllBytes(Checkpoint);
        for (var length = 0; length < bytes.Length; length += length < 16 ? 1 : 37)
        {
            Damaged(bytes[..length], $"cut to {length} bytes");
        }

        Damaged(bytes[..^1], "without its last byte");
        Damaged([.. bytes, 0], "with a byte more");
    }

    [Fact]
    public void AFlippedBitAnywhere()
    {
        Save(6);
        var bytes = File.ReadAllBytes(Checkpoint);
        var random = new Random(1);
        // Steps of up to 10: the fuzz tests of the file format go through every byte.
        for (var i = 0; i < bytes.Length; i += random.Next(1, 11))
        {
            var mask = (byte)(1 << random.Next(8));
            bytes[i] ^= mask;
            Damaged(bytes, $"bit {mask:x2} of byte {i} flipped");
            bytes[i] ^= mask;
        }

        Assert.Empty(Resume(bytes).Warnings);
    }

    private void Damaged(byte[] bytes, string how)
    {
        var model = new Plain(5);
        var before = Outcome.Of(model);
        try
        {
            Resume(bytes, model);
            Assert.Fail($"A file {how} was read.");
        }
        catch (InvalidDataException)
        {
            Assert.Equal(before, Outcome.Of(model));
        }
    }

    /// <summary>Changes a text of the header, with the hash that belongs to it; returns what it was.</summary>
    private string Rewrite(string key, string value)
    {
        var file = File.ReadAllBytes(Checkpoint);
        var data = file.AsMemory(8 + (int)BitConverter.ToInt64(file));
        using var reader = new SafetensorsReader(Checkpoint);
        var tensors = reader.Entries.Where(entry => entry.Name != CheckpointFile.Hash).Select(entry =>
        {
            var bytes = data[(int)entry.Begin..(int)entry.End];
            var width = SafetensorsTypes.Bits(entry.Type)!.Value / 8;
            return new SafetensorsSource(
                entry.Name, entry.Type, [.. entry.Shape.Select(extent => (int)extent)], (start, part) => bytes.Span.Slice(start * width, part.Length).CopyTo(part));
        });
        SafetensorsWriter.Write(
            Checkpoint, tensors, CheckpointFile.Hash, [.. reader.Metadata.Select(text => (text.Key, text.Key == key ? value : text.Value))]);
        return reader.Metadata[key];
    }

    private Training<int> Resume(byte[] bytes, Plain? model = null) => (model ?? new Plain(5)).Resume(Data, Write("checkpoint", bytes), Saved);

    private void Save(int iterations) => ResumeTests.RunFor(new Plain(1).Train(Data, Saved), iterations).SaveCheckpoint(Checkpoint);

    private void Refused(Network<int> model, Dataset<int> data, TrainingOptions<int> options, string difference)
    {
        Save(6);
        var before = Outcome.Of(model);

        var error = Assert.Throws<InvalidDataException>(() => model.Resume(data, Checkpoint, options));

        Assert.StartsWith($"{Checkpoint} does not continue this training: the first difference is {difference}", error.Message);
        Assert.Equal(before, Outcome.Of(model));
    }
}
