using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Data;

namespace Adjoint.EndToEnd.Tests.Data;

[Model, Input(37), Standardize, Dense(9), Tanh, Dense(3), CrossEntropy, Adam]
public partial class Thumbnails;

[Model, Input(37), Dense(3), CrossEntropy, Adam]
public partial class Plainer;

[Model, Input(4), Embedding(16, 3), Flatten, Dense(3), CrossEntropy, Adam]
public partial class Tokens;

/// <summary>However the rows of a set are kept, a model learns the same from it, to the bit.</summary>
public sealed class StorageTests : Adjoint.Tests.TempFolder
{
    private const int Rows = 301, Width = 37;

    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Rows * Width).Select(i => (byte)(i * 31 % 251))];
    private static readonly int[] Classes = [.. Enumerable.Range(0, Rows).Select(row => Pixels[row * Width] % 3)];

    private int _files;

    private static Dataset<int> Floats => Dataset.From([.. Pixels.Select(pixel => pixel / 255f)], Classes);

    [Theory]
    [InlineData("bytes")]
    [InlineData("file of bytes")]
    [InlineData("file of floats")]
    [InlineData("idx")]
    [InlineData("gzipped idx")]
    public void ATrainingLearnsTheSame(string kept)
    {
        var (expected, model) = (Trained(Floats), Trained(Kept(kept)));

        Assert.Equal(expected.Bits(), model.Bits());
        Assert.Equal(expected.Standardize.Mean.Values.ToArray(), model.Standardize.Mean.Values.ToArray());
        Assert.Equal(expected.Standardize.Deviation.Values.ToArray(), model.Standardize.Deviation.Values.ToArray());
        Assert.Equal(expected.Evaluate(Floats), model.Evaluate(Kept(kept)));
        Assert.Equal(expected.Report(Floats).ToString(), model.Report(Kept(kept)).ToString());
        Assert.Equal(expected.Confusion(Floats).ToString(), model.Confusion(Kept(kept)).ToString());
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("file of bytes")]
    [InlineData("file of floats")]
    public void ACheckpointDoesNotAskHowASetIsKept(string kept)
    {
        var path = PathOf("checkpoint.safetensors");
        ResumeTests.RunFor(new Plainer(1).Train(Floats), 3).SaveCheckpoint(path);

        Assert.Empty(new Plainer(2).Resume(Kept(kept), path).Warnings);
        var other = Dataset.From([.. Pixels.Reverse()], Classes);
        Assert.Contains("hash of the training set", Assert.Throws<InvalidDataException>(() => new Plainer(2).Resume(other, path)).Message);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("file of bytes")]
    [InlineData("file of floats")]
    public void SharedRowsAreFoundBetweenSetsThatAreKeptDifferently(string kept) =>
        Assert.Contains("301 of the 301 rows", Assert.Single(new Plainer(1).Train(Floats, new() { Validation = Kept(kept) }).Warnings));

    [Theory]
    [InlineData("bytes")]
    [InlineData("file of bytes")]
    [InlineData("file of floats")]
    public void AnEpochAllocatesNothing(string kept)
    {
        var training = new Thumbnails(1).Train(Kept(kept), new() { Epochs = 10, Validation = Kept(kept) });
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() =>
        {
            Assert.True(epochs.MoveNext());
            foreach (var iteration in epochs.Current.Iterations)
            {
                Assert.True(iteration.Loss > 0);
            }
        }));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void NumbersInAFileThatAreNotFiniteAreFoundBeforeTheTraining(float value, string name)
    {
        float[][] rows = [new float[Width], new float[Width], new float[Width]];
        rows[2][36] = value;
        BinaryRows.Write(PathOf("rows"), rows);
        var error = Assert.Throws<ArgumentException>(() => new Plainer(1).Fit(Dataset.FromBinary(PathOf("rows"), RowFormat.Floats(Width), [0, 1, 2])));

        Assert.StartsWith($"Row 2 of the set: feature 36 is {name}, expected a finite number.", error.Message);
    }

    [Fact]
    public void BytesAreIndicesToo()
    {
        byte[] tokens = [1, 2, 3, 15, 0, 4, 5, 16];
        var (some, all) = (Dataset.From(tokens[..4], [1], divisor: 1), Dataset.From(tokens, [1, 2], divisor: 1));
        Assert.Equal(StopReason.Completed, new Tokens(1).Fit(some).Reason);
        Assert.StartsWith("Row 1 of the set: feature 3 is 16, expected an index", Assert.Throws<ArgumentException>(() => new Tokens(1).Fit(all)).Message);
    }

    private static Thumbnails Trained(Dataset<int> data)
    {
        var model = new Thumbnails(3);
        var (train, validation) = data.WithBalancedWeights().SplitStratified(0.8, 0.2, seed: 4);
        model.Fit(train.FoldsStratified(3)[1].Train, new() { Epochs = 4, BatchSize = 7, Validation = validation });
        return model;
    }

    private Dataset<int> Kept(string kept)
    {
        switch (kept)
        {
            case "bytes":
                return Dataset.From(Pixels, Classes);
            case "file of bytes":
                BinaryRows.Write(PathOf("bytes"), Pixels.Chunk(Width));
                return Dataset.FromBinary(PathOf("bytes"), RowFormat.Bytes(Width), Classes);
            case "file of floats":
                Floats.SaveBinary(PathOf("floats"), PathOf("labels"));
                return Dataset.FromBinary<int>(PathOf("floats"), RowFormat.Floats(Width), PathOf("labels"));
            default:
                var labels = Write($"labels {++_files}", [0, 0, 8, 1, .. BigEndian(Rows), .. Classes.Select(number => (byte)number)]);
                byte[] images = [0, 0, 8, 2, .. BigEndian(Rows), .. BigEndian(Width), .. Pixels];
                return Dataset.FromIdx<int>(Write($"images {_files}", kept == "idx" ? images : Idx.Gzip(images)), labels);
        }
    }

    private static byte[] BigEndian(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
