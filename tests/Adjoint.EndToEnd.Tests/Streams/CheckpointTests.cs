using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>Checkpoints of trainings from streams: all goes on but the stream, which brings what it brings.</summary>
public sealed class CheckpointTests : Adjoint.Tests.TempFolder
{
    private static readonly (float[] Features, Side Label)[] Rows = Arrivals.Of(Sets.Points(200));
    private static readonly TrainingOptions<Side> Options = new()
    {
        Epochs = 4, BatchSize = 8, Seed = 3, Schedule = Schedule.Cosine(4.Epochs()), Validation = Sets.Points(30, seed: 2), EarlyStopping = new() { Patience = 50 },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(20)]
    public void With_a_stream_that_goes_on_where_it_was_it_ends_the_same(int iterations)
    {
        // An epoch of 40 rows has 5 iterations.
        var (whole, stopped, resumed) = (new SidesWithDropout(1), new SidesWithDropout(1), new SidesWithDropout(2));
        var expected = whole.Fit(Stream(Rows), Options);
        var training = stopped.Train(Stream(Rows), Options);
        Run(training, iterations);
        training.SaveCheckpoint(PathOf("checkpoint"));
        training.Cancel();
        var rest = resumed.Resume(Stream(Rows[(iterations * 8)..]), PathOf("checkpoint"), Options);
        Assert.Equal(["A stream cannot be wound back: the training goes on with the rows that it brings now, and those that had been read ahead are not trained on."], rest.Warnings);
        var result = rest.Run();
        Assert.Equal(expected.Explanation, result.Explanation);
        Assert.Equal(expected.Epochs.Select(epoch => (epoch.Loss, epoch.Validation)), result.Epochs.Select(epoch => (epoch.Loss, epoch.Validation)));
        Assert.Equal(Arrivals.Of(whole), Arrivals.Of(resumed));
    }

    [Fact]
    public void A_folder_is_resumed_when_more_rows_have_come()
    {
        var options = Options with { Checkpoints = new(PathOf("folder")) };
        var first = new SidesWithDropout(1).Resume(Stream(Rows[..60]), options).Run();
        Assert.Equal("The stream ended in epoch 2 after 3 of 5 iterations", first.Explanation[..51]);
        var model = new SidesWithDropout(2);
        var second = model.Resume(Stream(Rows[60..]), options).Run();
        Assert.Equal(4, second.Epochs.Count);
        Assert.Equal(StopReason.Completed, second.Reason);
        Assert.Equal(20, model.Optimizer!.Updates);
    }

    [Fact]
    public void Another_stream_or_a_set_is_refused()
    {
        var training = new SidesWithDropout(1).Train(Stream(Rows), Options);
        Run(training, 2);
        training.SaveCheckpoint(PathOf("stream"));
        training.Cancel();
        var ofSet = new SidesWithDropout(1).Train(Sets.Points(200), Options);
        ofSet.SaveCheckpoint(PathOf("set"));
        Refused("rows per epoch of the stream: expected 50, found 40", model => model.Resume(Stream(Rows, 50), PathOf("stream"), Options));
        Refused("shuffle buffer of the stream: expected 9, found 1", model => model.Resume(Stream(Rows, 40, 9), PathOf("stream"), Options));
        Refused("samples of the training set: expected 200, found none", model => model.Resume(Sets.Points(200), PathOf("stream"), Options));
        Refused("rows per epoch of the stream: expected 40, found none", model => model.Resume(Stream(Rows), PathOf("set"), Options));
    }

    private static void Refused(string difference, Action<SidesWithDropout> resume)
    {
        var model = new SidesWithDropout(5);
        var thrown = Assert.Throws<InvalidDataException>(() => resume(model));
        Assert.EndsWith($"does not continue this training: the first difference is {difference}.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Arrivals.Of(new SidesWithDropout(5)), Arrivals.Of(model));
    }

    private static void Run(Training<Side> training, int iterations)
    {
        foreach (var epoch in training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                if (--iterations == 0)
                {
                    return;
                }
            }
        }
    }

    private static RowStream<Side> Stream((float[] Features, Side Label)[] rows, int rowsPerEpoch = 40, int buffer = 1)
        => new Source<(float[] Features, Side Label)>(rows).Stream(new() { RowsPerEpoch = rowsPerEpoch, ShuffleBuffer = buffer, Passes = 1 });
}
