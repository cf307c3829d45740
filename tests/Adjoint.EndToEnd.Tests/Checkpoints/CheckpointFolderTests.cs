namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>Checkpoints that a training writes by itself.</summary>
public sealed class CheckpointFolderTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<int> Data = Outcome.Set(23, 1), ValidationSet = Outcome.Set(11, 5);

    private string[] Names => [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void EachEpochUnlessGiven()
    {
        new Plain(1).Fit(Data, Options(epochs: 2));

        Assert.Equal(["checkpoint-000001-000000005.safetensors", "checkpoint-000002-000000005.safetensors"], Names);
    }

    [Fact]
    public void TheLastAreKept()
    {
        var seen = new List<string>();
        foreach (var epoch in new Plain(1).Train(Data, Options(epochs: 3, new(Folder) { Every = 2.Iterations(), KeepLast = 2 })).Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                seen.Add(string.Join(' ', Names.Select(name => $"{name[16]}.{name[26]}")));
            }
        }

        // Counted through: 2, 4, 6, ... of 15 iterations; the one that is due at the end of epoch 2 follows when the epoch is finished.
        Assert.Equal(
            ["", "1.2", "1.2", "1.2 1.4", "1.2 1.4", "1.4 2.1", "1.4 2.1", "2.1 2.3", "2.1 2.3", "2.1 2.3", "2.3 2.5", "2.5 3.2", "2.5 3.2", "3.2 3.4", "3.2 3.4"],
            seen);
        // And one at the end.
        Assert.Equal(["checkpoint-000003-000000004.safetensors", "checkpoint-000003-000000005.safetensors"], Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheBestIsKept(bool isWatched)
    {
        var values = new Queue<double>([5, 3, 4, 6, 7]);
        var options = new TrainingOptions<int>
        {
            Epochs = 5, BatchSize = 5, LearningRate = 0.3, Validation = ValidationSet, Checkpoints = new(Folder) { KeepLast = 1 },
            EarlyStopping = isWatched ? new() { Metric = new("scripted", false, _ => values.Dequeue()), RestoreBest = false } : null,
        };
        var (model, best) = (new Plain(1), new Dictionary<int, string>());
        var training = model.Train(Data, options);
        foreach (var epoch in training.Epochs)
        {
            _ = epoch.Validation;
            best[epoch.Number] = Outcome.Of(model).Split('\n', 2)[1];
        }

        var expected = isWatched ? 2 : training.Result.Epochs.MinBy(epoch => epoch.Validation!.Value.Loss).Number;
        Assert.Equal(["best.safetensors", "checkpoint-000005-000000005.safetensors"], Names);
        // Its moments are in the file too, but a model is loaded without.
        var loaded = Plain.Load(PathOf("best.safetensors"));
        Assert.StartsWith(Outcome.Of(loaded).Split('\n', 2)[1], best[expected]);
    }

    [Fact]
    public void WritingThemChangesNoBit()
    {
        var (plain, saving) = (new WithAdam(1), new WithAdam(1));
        var expected = Outcome.Of(plain, plain.Fit(Data, Options(3, null)));

        Assert.Equal(expected, Outcome.Of(saving, saving.Fit(Data, Options(3, new(Folder) { Every = 1.Iterations() }))));
    }

    [Fact]
    public void AProgramThatIsStartedAgainGoesOn()
    {
        var whole = new WithAdam(1);
        var expected = Outcome.Of(whole, whole.Fit(Data, Options(3, null)));
        var options = Options(3, new(Folder) { Every = 3.Iterations() });
        ResumeTests.RunFor(new WithAdam(1).Resume(Data, options), 8);

        var again = new WithAdam(1);
        var training = again.Resume(Data, options);
        Assert.Equal(6, again.Optimizer!.Updates);

        Assert.Equal(expected, Outcome.Of(again, training.Run()));
        Assert.Empty(training.Warnings);
        // And once more, when nothing is left.
        var last = new WithAdam(4);
        Assert.Equal(expected, Outcome.Of(last, last.Resume(Data, options).Run()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ADamagedNewestFallsBackWithAWarning(int damaged)
    {
        var whole = new WithAdam(1);
        var expected = Outcome.Of(whole, whole.Fit(Data, Options(3, null)));
        var options = Options(3, new(Folder) { Every = 2.Iterations() });
        ResumeTests.RunFor(new WithAdam(1).Train(Data, options), 8);
        foreach (var name in Names[^damaged..])
        {
            var bytes = File.ReadAllBytes(PathOf(name));
            Write(name, bytes[..(bytes.Length / 2)]);
        }

        var again = new WithAdam(1);
        var training = again.Resume(Data, options);

        Assert.Equal(8 - (2 * damaged), again.Optimizer!.Updates);
        Assert.Equal(damaged, training.Warnings.Count);
        Assert.StartsWith("checkpoint-000002-000000003.safetensors cannot be read, the one before takes its place: ", training.Warnings[0]);
        Assert.Equal(expected, Outcome.Of(again, training.Run()));
    }

    [Fact]
    public void WhereNoneIsWholeItIsRefused()
    {
        new Plain(1).Fit(Data, Options(1));
        Write("checkpoint-000001-000000005.safetensors", [1, 2, 3]);

        var error = Assert.Throws<InvalidDataException>(() => new Plain(1).Resume(Data, Options(1)));

        Assert.StartsWith($"{Folder} has no checkpoint that is whole. checkpoint-000001-000000005.safetensors cannot be read", error.Message);
        Assert.Equal($"{PathOf("none")} has no checkpoint.", Assert.Throws<FileNotFoundException>(() => new Plain(1).Resume(Data, Directory.CreateDirectory(PathOf("none")).FullName)).Message);
    }

    [Fact]
    public void AnotherTrainingMayNotWriteOverThem()
    {
        new Plain(1).Fit(Data, Options(2));
        var before = File.ReadAllBytes(PathOf(Names[^1]));

        var error = Assert.Throws<IOException>(() => new Plain(1).Fit(Data, Options(2)));

        Assert.Equal($"{Folder} has checkpoints up to checkpoint-000002-000000005.safetensors, but this training begins at epoch 1: resume it, or give another folder.", error.Message);
        Assert.Equal(before, File.ReadAllBytes(PathOf(Names[^1])));
    }

    [Fact]
    public void ASecondTrainingOfTheModelFollows()
    {
        var model = new Plain(1);
        model.Fit(Data, Options(2));
        model.Fit(Data, Options(2));

        Assert.Equal("checkpoint-000004-000000005.safetensors", Names[^1]);
    }

    [Fact]
    public void WhatACrashLeftIsRemovedAndNothingElse()
    {
        Write("checkpoint-000001-000000005.safetensors.0123abcd.tmp", [1]);
        Write("best.safetensors.0123abcd.tmp", [1]);
        Write("mine.tmp", [1]);

        _ = new Plain(1).Train(Data, Options(1));

        Assert.Equal(["mine.tmp"], Names);
    }

    [Fact]
    public void ADivergedTrainingWritesNone()
    {
        var options = new TrainingOptions<float> { Epochs = 9, BatchSize = 1, LearningRate = 1e30, Checkpoints = new(Folder) { Every = 1.Iterations(), KeepLast = 99 } };
        var model = new Training.Pairs(1);
        var result = model.Fit(Training.Sets.Pairs(10), options);

        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.Equal(model.Optimizer!.Updates, Names.Length);
    }

    [Fact]
    public void ACancelledTrainingWritesWhereItStandsBeforeTheBestIsRestored()
    {
        using var source = new CancellationTokenSource();
        TrainingOptions<int> With(CancellationToken token) => new()
        {
            Epochs = 4, BatchSize = 5, Validation = ValidationSet, EarlyStopping = new(), Checkpoints = new(Folder), Cancellation = token,
        };
        var whole = new Plain(1);
        var expected = Outcome.Of(whole, whole.Fit(Data, new() { Epochs = 4, BatchSize = 5, Validation = ValidationSet, EarlyStopping = new() }));
        var training = ResumeTests.RunFor(new Plain(1).Train(Data, With(source.Token)), 12);
        source.Cancel();
        training.Run();
        Assert.Equal("checkpoint-000003-000000002.safetensors", Names[^1]);

        var again = new Plain(2);
        Assert.Equal(expected, Outcome.Of(again, again.Resume(Data, With(default)).Run()));
    }

    [Theory]
    [InlineData(WriteStep.Create)]
    [InlineData(WriteStep.Write)]
    [InlineData(WriteStep.Flush)]
    [InlineData(WriteStep.Rename)]
    public void AWriteThatFailsStopsTheTrainingAndLosesNothing(object step)
    {
        var whole = new Plain(1);
        var expected = Outcome.Of(whole, whole.Fit(Data, Options(3, null)));
        var model = new Plain(1);
        var training = ResumeTests.RunFor(model.Train(Data, Options(3, new(Folder) { Every = 2.Iterations() })), 7);
        var files = Names.ToDictionary(name => name, name => File.ReadAllBytes(PathOf(name)));

        AtomicFile.Reached = reached =>
        {
            if (reached == (WriteStep)step)
            {
                throw new IOException("No space left on device.");
            }
        };
        IOException error;
        try
        {
            error = Assert.Throws<IOException>(() => training.Run());
        }
        finally
        {
            AtomicFile.Reached = null;
        }

        Assert.Equal(
            $"The checkpoint {PathOf("checkpoint-000002-000000003.safetensors")} could not be written. "
            + "The training stands after iteration 3 of epoch 2, and earlier checkpoints are as before: No space left on device.",
            error.Message);
        Assert.Equal(files, Names.ToDictionary(name => name, name => File.ReadAllBytes(PathOf(name))));
        Assert.Equal(8, model.Optimizer!.Updates);
        Assert.Equal(expected, Outcome.Of(model, training.Run()));
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsKnownAtTheBeginning()
    {
        Write("file", [1]);

        Assert.ThrowsAny<IOException>(() => new Plain(1).Train(Data, Options(1, new(PathOf("file")))));
        Assert.ThrowsAny<IOException>(() => new Plain(1).Train(Data, Options(1, new(Path.Combine(PathOf("file"), "inside")))));
    }

    [Fact]
    public void AFolderThatVanishesStopsTheTraining()
    {
        var folder = Directory.CreateDirectory(PathOf("inner"));
        var training = new Plain(1).Train(Data, Options(2, new(folder.FullName)));
        folder.Delete();

        Assert.Throws<IOException>(() => training.Run());
    }

    [Fact]
    public void OptionsOutOfTheirRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plain(1).Train(Data, Options(1, new(Folder) { Every = 0.Epochs() })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plain(1).Train(Data, Options(1, new(Folder) { KeepLast = 0 })));
        Assert.Throws<ArgumentException>(() => new Plain(1).Train(Data, Options(1, new(" "))));
        Assert.Throws<ArgumentException>(() => new Plain(1).Resume(Data, Options(1, null)));
    }

    private TrainingOptions<int> Options(int epochs) => Options(epochs, new(Folder));

    private static TrainingOptions<int> Options(int epochs, CheckpointOptions? checkpoints) => new() { Epochs = epochs, BatchSize = 5, Seed = 3, Checkpoints = checkpoints };
}
