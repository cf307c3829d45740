using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Files;

[Model, Input(5), Dense(7, Name = "first"), Relu, Dense(3), CrossEntropy, Adam]
public partial class Stored
{
    /// <summary>A member of the user's own that replaces the parameters of a model that is in use.</summary>
    public void Reload(string path) => ReadParameters(path);
}

[Model, Input(5), Dense(7, Name = "first"), Relu, Dense(4), CrossEntropy, Adam]
public partial class StoredWider;

[Model, Input(5), Dense(7, Name = "other"), Relu, Dense(3), CrossEntropy, Adam]
public partial class StoredRenamed;

[Model, Input(5), Dense(7, Name = "first"), Relu, Dense(3), Dense(3), CrossEntropy, Adam]
public partial class StoredDeeper;

/// <summary>[7, 5] in files where <see cref="Stored"/> has [5, 7]: as many numbers.</summary>
[Model, Input(7), Dense(5, Name = "first"), Relu, Dense(3), CrossEntropy, Adam]
public partial class StoredTransposed;

/// <summary>Parameters in files and back.</summary>
public sealed class FileTests : Adjoint.Tests.TempFolder
{
    private readonly Stored _model = new(1);

    [Fact]
    public void SaveAndLoadKeepEveryBit()
    {
        _model.First.Weight.Values[0] = -0f;
        _model.First.Weight.Values[1] = float.Epsilon;
        _model.First.Weight.Values[2] = float.NaN;
        _model.First.Weight.Values[3] = float.MaxValue;
        _model.Save(PathOf("model"));

        Assert.Equal(_model.Bits(), Stored.Load(PathOf("model")).Bits());
    }

    [Fact]
    public void ATrainedModelPredictsTheSameAfterwards()
    {
        _model.Fit(Dataset.From(Numbers.Floats(1, 5 * 40), Numbers.Below(2, 3, 40)));
        _model.Save(PathOf("model"));
        var (before, after) = (new float[3 * 9], new float[3 * 9]);

        _model.Predict(Numbers.Floats(3, 5 * 9), before);
        Stored.Load(PathOf("model")).Predict(Numbers.Floats(3, 5 * 9), after);

        Assert.Equal(before, after);
    }

    [Fact]
    public void ALoadedModelTrainsFromTheBeginning()
    {
        var data = Dataset.From(Numbers.Floats(1, 5 * 40), Numbers.Below(2, 3, 40));
        _model.Fit(data);
        _model.Save(PathOf("model"));

        Assert.Equal(1, Stored.Load(PathOf("model")).Train(data).Epochs.First().Number);
    }

    [Fact]
    public void SavingTwiceWritesTheSameBytes()
    {
        _model.Save(PathOf("a"));
        Stored.Load(PathOf("a")).Save(PathOf("b"));

        Assert.Equal(File.ReadAllBytes(PathOf("a")), File.ReadAllBytes(PathOf("b")));
    }

    [Fact]
    public void AnExistingFileIsReplacedAndNothingElseIsLeft()
    {
        Write("model", [1, 2, 3]);
        _model.Save(PathOf("model"));
        new Stored(2).Save(PathOf("model"));

        Assert.Equal(new Stored(2).Bits(), Stored.Load(PathOf("model")).Bits());
        Assert.Equal([PathOf("model")], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void ASaveThatFailsLeavesNothing()
    {
        Directory.CreateDirectory(PathOf("folder"));

        Assert.ThrowsAny<Exception>(() => _model.Save(PathOf("folder")));
        Assert.ThrowsAny<IOException>(() => _model.Save(Path.Combine(PathOf("nowhere"), "model")));

        Assert.Equal([PathOf("folder")], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void AFileThatIsNotThere() => Assert.ThrowsAny<IOException>(() => Stored.Load(PathOf("none")));

    [Fact]
    public void AnotherShapeIsNamed() => Refused(
        new StoredWider(1), "is not a file of Stored: the first tensor that differs is 'dense1.weight': expected [3, 7], found [4, 7].");

    [Fact]
    public void AnotherNameIsNamed() => Refused(
        new StoredRenamed(1), "is not a file of Stored: the first tensor that differs is 'first.weight': expected [7, 5], found no such tensor.");

    [Fact]
    public void OneTensorTooManyIsNamed() => Refused(
        new StoredDeeper(1), "is not a file of Stored: the first tensor that differs is 'dense2.");

    [Fact]
    public void AsManyNumbersInAnotherShapeAreRefused() => Refused(
        new StoredTransposed(1), "is not a file of Stored: the first tensor that differs is 'first.weight': expected [7, 5], found [5, 7].");

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(-1)]
    public void ACutFileIsRefusedAndTheModelIsAsBefore(int length)
    {
        new Stored(2).Save(PathOf("whole"));
        var bytes = File.ReadAllBytes(PathOf("whole"));
        var path = Write("cut", bytes[..(length < 0 ? bytes.Length + length : length)]);
        var before = _model.Bits();

        Assert.Throws<InvalidDataException>(() => _model.Reload(path));
        Assert.Throws<InvalidDataException>(() => Stored.Load(path));

        Assert.Equal(before, _model.Bits());
    }

    [Fact]
    public void AMemberOfTheUsersMayReload()
    {
        new Stored(2).Save(PathOf("model"));
        _model.Reload(PathOf("model"));

        Assert.Equal(new Stored(2).Bits(), _model.Bits());
    }

    private void Refused<TLabel>(Network<TLabel> other, string message)
        where TLabel : unmanaged
    {
        other.Save(PathOf("other"));
        var before = _model.Bits();

        var error = Assert.Throws<InvalidDataException>(() => _model.Reload(PathOf("other")));

        Assert.Contains(message, error.Message);
        Assert.StartsWith(PathOf("other"), error.Message);
        Assert.Equal(before, _model.Bits());
        Assert.Throws<InvalidDataException>(() => Stored.Load(PathOf("other")));
    }
}
