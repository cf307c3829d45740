using Adjoint.EndToEnd.Tests.Rows;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>Rows that do not fit, and sources that fail.</summary>
public class FailureTests
{
    private static readonly (float[] Features, Side Label)[] Rows = Arrivals.Of(Sets.Points(40));

    [Fact]
    public void What_the_source_throws_comes_out_of_the_loop_as_it_is()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows) { Failure = new TimeoutException("the database is gone") };
        var (model, until) = (new Sides(1), new Sides(1));
        var training = model.Train(source.Stream(new() { RowsPerEpoch = 100, ShuffleBuffer = 1 }), new() { BatchSize = 16 });
        Assert.Equal("the database is gone", Assert.Throws<TimeoutException>(training.Run).Message);

        // The two whole batches before it are trained on, and the model stands behind them.
        until.Fit(new Source<(float[] Features, Side Label)>(Rows[..32]).Stream(new() { RowsPerEpoch = 32, ShuffleBuffer = 1 }), new() { Epochs = 1, BatchSize = 16 });
        Assert.Equal(Arrivals.Of(until), Arrivals.Of(model));
        Assert.Equal(2, model.Optimizer!.Updates);
        Assert.Equal((1, 1), (source.Opened, source.Disposed));

        // And again.
        Assert.Throws<TimeoutException>(training.Run);
    }

    [Fact]
    public void So_does_what_opening_throws()
    {
        var stream = Dataset.Stream(new Func<CancellationToken, IAsyncEnumerable<(float[] Features, Side Label)>>(_ => throw new TimeoutException()), new() { RowsPerEpoch = 5 });
        Assert.Throws<TimeoutException>(() => new Sides(1).Fit(stream));
    }

    [Fact]
    public void A_pass_that_is_null()
    {
        var stream = Dataset.Stream(new Func<CancellationToken, IAsyncEnumerable<(float[] Features, Side Label)>>(_ => null!), new() { RowsPerEpoch = 5 });
        var thrown = Assert.Throws<InvalidOperationException>(() => new Sides(1).Fit(stream));
        Assert.Equal("The function that opens a pass of the stream gave null, expected rows.", thrown.Message);
    }

    public static TheoryData<float[]?, Side, string> BadRowData => new()
    {
        { [1, float.NaN], Side.Left, "the stream, row 17: feature 1 is NaN, expected a finite number." },
        { [float.PositiveInfinity, 0], Side.Left, "the stream, row 17: feature 0 is Infinity, expected a finite number." },
        { [1], Side.Left, "the stream, row 17: the row has 1 features, expected 2." },
        { null, Side.Left, "the stream, row 17: the row has 0 features, expected 2." },
        { [1, 2], (Side)7, "the stream, row 17: the label 7 is not a value of Side, expected a label of Sides." },
    };

    [Theory]
    [MemberData(nameof(BadRowData))]
    public void A_row_that_does_not_fit_is_named(float[]? features, Side label, string message)
    {
        (float[] Features, Side Label)[] rows = [.. Rows[..17], (features!, label), .. Rows[17..]];
        var thrown = Assert.Throws<BadRowsException>(() => new Sides(1).Fit(new Source<(float[] Features, Side Label)>(rows).Stream(new() { RowsPerEpoch = 40 })));
        Assert.Equal(message, thrown.Message);
        Assert.Equal(17, Assert.Single(thrown.Rows).Row);

        // Left out, it leaves no trace.
        var (skipping, clean, skipped) = (new Sides(1), new Sides(1), new List<string>());
        var stream = new Source<(float[] Features, Side Label)>(rows).Stream(
            new() { RowsPerEpoch = 40, Rows = new() { BadRows = BadRows.Skip, Source = "points", OnSkipped = row => skipped.Add(row.ToString()) } });
        skipping.Fit(stream, new() { Epochs = 2 });
        clean.Fit(new Source<(float[] Features, Side Label)>(Rows).Stream(new() { RowsPerEpoch = 40 }), new() { Epochs = 2 });
        Assert.Equal(Arrivals.Of(clean), Arrivals.Of(skipping));
        Assert.Equal(2, stream.SkippedRows);
        Assert.StartsWith("points, row 17: ", skipped[0], StringComparison.Ordinal);
        Assert.StartsWith("points, pass 2, row 17: ", skipped[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_overflows_is_no_bad_row()
    {
        var rows = Enumerable.Repeat((new[] { 3e38f, 3e38f }, Side.Left), 4).ToArray();
        Assert.Null(Record.Exception(() => new Sides(1).Fit(new Source<(float[] Features, Side Label)>(rows).Stream(new() { RowsPerEpoch = 4 }), new() { Epochs = 1, LearningRate = 1e-30 })));
    }

    [Fact]
    public void If_all_are_left_out_there_is_nothing_to_train_on()
    {
        var rows = Enumerable.Repeat((new float[3], Side.Left), 4).ToArray();
        var stream = new Source<(float[] Features, Side Label)>(rows).Stream(new() { RowsPerEpoch = 4, Rows = new() { BadRows = BadRows.Skip } });
        Assert.Equal("the stream, row 3: the row has 3 features, expected 2.", Assert.Throws<BadRowsException>(() => new Sides(1).Fit(stream)).Message);
        Assert.Equal(4, stream.SkippedRows);
    }

    [Fact]
    public void Several_labels()
    {
        var model = new Pairs(1);
        (float[] Features, float[] Labels)[] rows = [.. Enumerable.Range(0, 20).Select(row => (new float[] { row, 1, 0 }, new float[] { row, -row }))];
        Assert.Equal(3, model.Fit(Dataset.Stream(new Source<(float[], float[])>(rows).Open, new() { RowsPerEpoch = 20 }), new() { Epochs = 3, LearningRate = 1e-6 }).Epochs.Count);
        rows[4].Labels = [1];
        var thrown = Assert.Throws<BadRowsException>(() => model.Fit(Dataset.Stream(new Source<(float[], float[])>(rows).Open, new() { RowsPerEpoch = 20 })));
        Assert.Equal("the stream, row 4: the row has 1 labels, expected 2.", thrown.Message);
    }

    [Fact]
    public void Probabilities_that_do_not_sum_to_one()
    {
        (float[] Features, float[] Labels)[] rows = [(new float[2], [0.5f, 0.3f])];
        var thrown = Assert.Throws<BadRowsException>(() => new ProbableSides(1).Fit(Dataset.Stream(new Source<(float[], float[])>(rows).Open, new() { RowsPerEpoch = 20 })));
        Assert.Equal(
            "the stream, row 0: the row has labels that do not go together (the probabilities of the classes sum to 0.8, expected 1), expected labels of ProbableSides.", thrown.Message);
    }

    [Fact]
    public void A_value_of_a_row_of_the_users_own()
    {
        Flower[] rows = [.. Enumerable.Range(0, 10).Select(i => new Flower(i, 1, 2, i == 6 ? float.NaN : 3, (Species)(i % 3)))];
        var thrown = Assert.Throws<BadRowsException>(() => new FlowerClassifier().Fit(Flower.Stream(new Source<Flower>(rows).Open, new() { RowsPerEpoch = 10 })));
        Assert.Equal("Flower, row 6: PetalWidth is NaN, expected a finite float32 number.", thrown.Message);
        rows[6] = new Flower(1, 1, 1, 1, (Species)9);
        thrown = Assert.Throws<BadRowsException>(() => new FlowerClassifier().Fit(Flower.Stream(new Source<Flower>(rows).Open, new() { RowsPerEpoch = 10 })));
        Assert.Equal("Flower, row 6: Species is 9, expected a value of Species.", thrown.Message);
    }

    [Fact]
    public void A_class_that_the_model_has_not()
    {
        Gaps[] rows = [new() { Class = 1 }, new() { Class = 2 }];
        var thrown = Assert.Throws<BadRowsException>(() => new GapsModel().Fit(Gaps.Stream(new Source<Gaps>(rows).Open, new() { RowsPerEpoch = 10 })));
        Assert.Equal("Gaps, row 1: the label 2 is no class: GapsModel has the classes 0 to 1, expected a label of GapsModel.", thrown.Message);
    }

    [Fact]
    public void A_divergence_names_the_rows_of_its_batch()
    {
        (float[] Features, float Label)[] rows = [.. Enumerable.Range(0, 20).Select(row => (new float[] { row }, row == 13 ? 3e38f : 0))];
        var result = new Revealing().Fit(new Source<(float[] Features, float Label)>(rows).Stream(new() { RowsPerEpoch = 20, ShuffleBuffer = 1 }), new() { BatchSize = 4 });
        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.Equal([12, 13, 14, 15], result.Divergence!.Samples);
    }
}
