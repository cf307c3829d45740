using Adjoint.EndToEnd.Tests.Rows;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>What is refused before anything is read.</summary>
public class OptionTests
{
    [Fact]
    public void Numbers_below_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(StreamOptions.RowsPerEpoch), () => Stream(new() { RowsPerEpoch = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(StreamOptions.ShuffleBuffer), () => Stream(new() { RowsPerEpoch = 1, ShuffleBuffer = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(StreamOptions.Passes), () => Stream(new() { RowsPerEpoch = 1, Passes = 0 }));
    }

    [Fact]
    public void Nothing()
    {
        Assert.Throws<ArgumentNullException>("rows", () => Dataset.Stream((IAsyncEnumerable<(float[], Side)>)null!, new() { RowsPerEpoch = 1 }));
        Assert.Throws<ArgumentNullException>("open", () => Dataset.Stream((Func<CancellationToken, IAsyncEnumerable<(float[], Side)>>)null!, new() { RowsPerEpoch = 1 }));
        Assert.Throws<ArgumentNullException>("options", () => Stream(null!));
        Assert.Throws<ArgumentNullException>("stream", () => new Sides(1).Train((RowStream<Side>)null!));
    }

    [Fact]
    public void Collecting_bad_rows()
    {
        var thrown = Assert.Throws<ArgumentException>(() => Stream(new() { RowsPerEpoch = 1, Rows = new() { BadRows = BadRows.Collect } }));
        Assert.StartsWith("BadRows.Collect goes through all rows before it throws, and a stream may have no end: expected Fail or Skip.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_another_model()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new FlowerClassifier().Train(Blossom.Stream(new Source<Blossom>([]).Open, new() { RowsPerEpoch = 1 })));
        Assert.Equal("The stream is of other rows than FlowerClassifier is a model of: column 1 is 'SepalHeight', expected 'SepalWidth'.", thrown.Message);
        thrown = Assert.Throws<ArgumentException>(() => new NumbersModel().Train(Dataset.StreamRows<Narrow, float>(new Source<Narrow>([]).Open, new() { RowsPerEpoch = 1 })));
        Assert.StartsWith("The stream is of other rows than NumbersModel is a model of", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<ArgumentException>(() => new Pairs().Train(Narrow.Stream(new Source<Narrow>([]).Open, new() { RowsPerEpoch = 1 })));
        Assert.Equal("A row of the stream has 1 features and 1 labels, but Pairs takes 3 and 2.", thrown.Message);
    }

    [Fact]
    public void Sampling_of_what_arrives()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new Sides(1).Train(Stream(new() { RowsPerEpoch = 10 }), new() { Sampling = Sampling.Balanced }));
        Assert.StartsWith("Sampling draws the rows of a set by their weights, and those of a stream are trained on as they arrive: leave it out.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_that_no_array_can_hold()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new Pairs().Fit(Dataset.Stream(new Source<(float[], float[])>([]).Open, new() { RowsPerEpoch = 1, ShuffleBuffer = 1_000_000_000 })));
        Assert.Equal("A shuffle buffer of 1000000000 rows of 3 features is larger than the 2147483591 floats that an array can hold: give a smaller ShuffleBuffer.", thrown.Message);
    }

    [Fact]
    public void A_last_batch_of_one_for_a_batch_norm()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new AllAtOnce(1).Train(Stream(new() { RowsPerEpoch = 33 }), new() { BatchSize = 32 }));
        Assert.Contains("33 samples", thrown.Message, StringComparison.Ordinal);
    }

    private static RowStream<Side> Stream(StreamOptions options) => new Source<(float[] Features, Side Label)>(Arrivals.Of(Sets.Points(10))).Stream(options);
}

[Example]
public partial record Narrow([Feature] float X, [Label] float Y);
