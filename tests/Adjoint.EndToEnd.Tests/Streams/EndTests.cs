using System.Threading.Channels;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>How a training from a stream ends, and that nothing stays open.</summary>
public class EndTests
{
    private static readonly (float[] Features, Side Label)[] Rows = Arrivals.Of(Sets.Points(50));

    [Fact]
    public void A_stream_that_ends_ends_the_training_with_its_last_rows()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows) { Passes = 1 };
        var result = new Sides(1).Fit(source.Stream(new() { RowsPerEpoch = 32 }), new() { Epochs = 10, BatchSize = 8 });
        Assert.Equal(StopReason.StreamEnded, result.Reason);
        Assert.Equal("The stream ended in epoch 2 after 3 of 4 iterations.", result.Explanation);
        Assert.Equal(2, result.Epochs.Count);
        Assert.Equal(2, source.Opened);
        Assert.Equal(2, source.Disposed);
    }

    [Fact]
    public void The_last_rows_are_a_smaller_batch()
    {
        var training = new Sides(1).Train(new Source<(float[] Features, Side Label)>(Rows).Stream(new() { RowsPerEpoch = 200, Passes = 1 }), new() { BatchSize = 32 });
        var samples = new List<int>();
        foreach (var epoch in training.Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                samples.Add(iteration.Samples);
            }
        }

        Assert.Equal([32, 18], samples);
        Assert.Equal(StopReason.StreamEnded, training.Result.Reason);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(3, 150)]
    public void So_many_passes(int passes, int samples)
    {
        var source = new Source<(float[] Features, Side Label)>(Rows);
        var result = new Sides(1).Fit(source.Stream(new() { RowsPerEpoch = 1000, Passes = passes, ShuffleBuffer = 7 }), new() { BatchSize = 16 });
        Assert.Equal(passes, source.Opened);
        Assert.Equal($"The stream ended in epoch 1 after {(samples + 15) / 16} of 63 iterations.", result.Explanation);
    }

    [Fact]
    public void With_DropLast_they_are_left_out()
    {
        var result = new Sides(1).Fit(new Source<(float[] Features, Side Label)>(Rows).Stream(new() { RowsPerEpoch = 200, Passes = 1 }), new() { BatchSize = 32, DropLast = true });
        Assert.Equal("The stream ended in epoch 1 after 1 of 6 iterations.", result.Explanation);
    }

    [Fact]
    public void One_sample_is_no_batch_for_a_batch_norm()
    {
        var rows = Arrivals.Of(Sets.Points(9));
        var result = new AllAtOnce(1).Fit(new Source<(float[] Features, Side Label)>(rows).Stream(new() { RowsPerEpoch = 200, Passes = 1 }), new() { BatchSize = 8 });
        Assert.Equal("The stream ended in epoch 1 after 1 of 25 iterations.", result.Explanation);
    }

    [Fact]
    public void A_stream_without_a_row_is_a_mistake()
    {
        var training = new Sides(1).Train(new Source<(float[] Features, Side Label)>([]).Stream(new() { RowsPerEpoch = 10 }));
        var thrown = Assert.Throws<InvalidOperationException>(training.Run);
        Assert.Equal("The stream brought no row, so that there is nothing to train on. A queue or a reader that was read to its end brings none again.", thrown.Message);
        Assert.Equal(0, new Sides(1).Optimizer?.Updates ?? 0);
    }

    [Fact]
    public void A_channel_is_one_pass()
    {
        var channel = Channel.CreateBounded<(float[] Features, Side Label)>(4);
        var writing = Task.Run(async () =>
        {
            foreach (var row in Rows)
            {
                await channel.Writer.WriteAsync(row);
            }

            channel.Writer.Complete();
        });
        var result = new Sides(1).Fit(Dataset.Stream(channel.Reader.ReadAllAsync(), new() { RowsPerEpoch = 25, ShuffleBuffer = 10 }), new() { Epochs = 5 });
        Assert.Equal((2, StopReason.StreamEnded), (result.Epochs.Count, result.Reason));
        Assert.True(writing.IsCompletedSuccessfully);
    }

    [Fact]
    public void Nothing_is_opened_before_the_first_iteration_nor_left_open_behind_the_last()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows);
        var training = new Sides(1).Train(source.Stream(new() { RowsPerEpoch = 20 }), new() { Epochs = 2, BatchSize = 5 });
        Assert.Equal(0, source.Opened);
        Assert.Equal(StopReason.Completed, training.Run().Reason);
        Assert.Equal((1, 1), (source.Opened, source.Disposed));
    }

    [Fact]
    public void Early_stopping_closes_it()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows);
        var result = new Sides(1).Fit(
            source.Stream(new() { RowsPerEpoch = 20, ShuffleBuffer = 5 }), new() { Epochs = 100, Validation = Sets.Points(20, seed: 3), EarlyStopping = new() { Target = 0.0, Metric = ValidationMetric.Accuracy } });
        Assert.Equal(StopReason.TargetReached, result.Reason);
        Assert.Equal(source.Opened, source.Disposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_a_wait_for_rows(bool byToken)
    {
        using var token = new CancellationTokenSource();
        var source = new Source<(float[] Features, Side Label)>(Rows) { Arriving = 30 };
        var training = new Sides(1).Train(source.Stream(new() { RowsPerEpoch = 50, ShuffleBuffer = 1 }), new() { BatchSize = 10, Cancellation = token.Token });
        var running = Task.Run(training.Run);
        Assert.True(Arrivals.Comes(() => training.Current == 0 && training.RecordOf(0).Iterations == 3));
        Assert.False(running.IsCompleted);
        if (byToken)
        {
            await token.CancelAsync();
        }
        else
        {
            training.Cancel();
        }

        var result = await running.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Cancelled in epoch 1 after 3 of 5 iterations.", result.Explanation);
        Assert.Equal((1, 1), (source.Opened, source.Disposed));
    }

    [Fact]
    public async Task A_source_that_does_not_heed_its_token_is_left_to_itself()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows) { Arriving = 30, IsDeaf = true };
        var training = new Sides(1).Train(source.Stream(new() { RowsPerEpoch = 50 }), new() { BatchSize = 10 });
        var running = Task.Run(training.Run);
        Assert.True(Arrivals.Comes(() => source.Opened == 1));
        training.Cancel();
        Assert.Equal(StopReason.Cancelled, (await running.WaitAsync(TimeSpan.FromSeconds(20))).Reason);
    }

    [Fact]
    public void Cancelled_before_it_begins_it_opens_nothing()
    {
        var source = new Source<(float[] Features, Side Label)>(Rows);
        var training = new Sides(1).Train(source.Stream(new() { RowsPerEpoch = 50 }));
        training.Cancel();
        Assert.Equal(StopReason.Cancelled, training.Run().Reason);
        Assert.Equal(0, source.Opened);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(35)]
    public void A_training_that_is_left_behind_is_closed_by_the_collector(int arriving)
    {
        var source = new Source<(float[] Features, Side Label)>(Rows) { Arriving = arriving };
        LeaveBehind(source);
        Assert.True(Arrivals.Comes(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return source.Opened > 0 && source.Disposed == source.Opened;
        }));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void LeaveBehind(Source<(float[] Features, Side Label)> source)
    {
        foreach (var epoch in new Sides(1).Train(source.Stream(new() { RowsPerEpoch = 1000, ShuffleBuffer = 20 }), new() { Epochs = 1000, BatchSize = 5 }).Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                return;
            }
        }
    }
}
