using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

/// <summary>Which row is trained on when: by the seed and the order of arrival, and nothing else.</summary>
public class OrderTests
{
    [Theory]
    [InlineData(false, 10_000)]
    [InlineData(true, 1)]
    public void Without_a_shuffle_it_is_the_order_of_arrival(bool shuffle, int buffer)
        => Assert.Equal(Enumerable.Range(1, 40), Order(new(Arrivals.Numbered(40)), 40, buffer, options: new() { Shuffle = shuffle }));

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(1000)]
    public void Every_row_comes_once_in_a_pass(int buffer)
    {
        var order = Order(new(Arrivals.Numbered(40)), 40, buffer, epochs: 3);
        Assert.All(order.Chunk(40), pass => Assert.Equal(Enumerable.Range(1, 40), pass.Order()));
        Assert.Equal(3, order.Chunk(40).Select(pass => string.Join(' ', pass)).Distinct().Count());
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(3, 30)]
    [InlineData(8, 25)]
    [InlineData(100, 30)]
    public void It_is_drawn_as_the_formula_says(int buffer, int rowsPerEpoch)
        => Assert.Equal(Expected(rows: 30, buffer, rowsPerEpoch, epochs: 4, seed: 5), Order(new(Arrivals.Numbered(30)), rowsPerEpoch, buffer, epochs: 4, options: new() { Seed = 5 }));

    [Fact]
    public void A_row_is_not_drawn_before_it_arrives()
    {
        var order = Order(new(Arrivals.Numbered(500)), 500, 20);
        Assert.All(order.Select((row, place) => (row, place)), drawn => Assert.True(drawn.row <= drawn.place + 20));
        Assert.Contains(order.Select((row, place) => row - place), ahead => ahead > 15);
    }

    [Fact]
    public void A_slow_source_changes_no_bit()
    {
        var rows = Arrivals.Of(Sets.Points(200));
        var (one, other, third) = (new SidesWithDropout(1), new SidesWithDropout(1), new SidesWithDropout(1));
        TrainingOptions<Side> options = new() { Epochs = 3, BatchSize = 16, Seed = 4, Validation = Sets.Points(50, seed: 2) };
        StreamOptions stream = new() { RowsPerEpoch = 150, ShuffleBuffer = 37 };
        var quick = one.Fit(new Source<(float[], Side)>(rows).Stream(stream), options);
        var slow = other.Fit(new Source<(float[], Side)>(rows) { IsSlow = true }.Stream(stream), options);
        third.Fit(new Source<(float[], Side)>(rows).Stream(stream), options with { Seed = 5 });
        Assert.Equal(quick.Epochs.Select(epoch => (epoch.Loss, epoch.Validation)), slow.Epochs.Select(epoch => (epoch.Loss, epoch.Validation)));
        Assert.Equal(Arrivals.Of(one), Arrivals.Of(other));
        Assert.NotEqual(Arrivals.Of(one), Arrivals.Of(third));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(60)]
    [InlineData(100)]
    public void In_order_it_is_to_the_bit_the_training_on_a_set(int batchSize)
    {
        var set = Sets.Points(60);
        var (ofSet, ofStream) = (new SidesWithDropout(1), new SidesWithDropout(1));
        TrainingOptions<Side> options = new() { Epochs = 4, BatchSize = batchSize, Shuffle = false, Augmentation = Augmentation.Rows.Noise(0.1), Schedule = Schedule.Cosine(4.Epochs()), Validation = Sets.Points(20, seed: 3) };
        var one = ofSet.Fit(set, options);
        var other = ofStream.Fit(new Source<(float[], Side)>(Arrivals.Of(set)).Stream(new() { RowsPerEpoch = 60 }), options);
        Assert.Equal(one.Epochs.Select(epoch => (epoch.Number, epoch.Loss, epoch.Validation)), other.Epochs.Select(epoch => (epoch.Number, epoch.Loss, epoch.Validation)));
        Assert.Equal(Arrivals.Of(ofSet), Arrivals.Of(ofStream));
        Assert.Equal(one.Explanation, other.Explanation);
    }

    [Fact]
    public void DropLast_leaves_no_row_out_but_makes_epochs_shorter()
    {
        var order = Order(new(Arrivals.Numbered(30)), 10, 1, epochs: 3, options: new() { BatchSize = 4, DropLast = true }, batchSize: 4);
        // Means of squares of 1 to 4, 5 to 8, ...
        Assert.Equal(6, order.Count);
        Assert.Equal(Enumerable.Range(0, 6).Select(batch => (int)Math.Round(Math.Sqrt(Enumerable.Range((batch * 4) + 1, 4).Average(row => row * row)))), order);
    }

    /// <summary>The rows that were trained on, one at a time.</summary>
    private static List<int> Order(Source<(float[] Features, float Label)> source, int rowsPerEpoch, int buffer, int epochs = 1, TrainingOptions<float>? options = null, int batchSize = 1)
    {
        var training = Sets.Zeros().Train(
            source.Stream(new() { RowsPerEpoch = rowsPerEpoch, ShuffleBuffer = buffer }), (options ?? new()) with { Epochs = epochs, BatchSize = batchSize });
        var order = new List<int>();
        foreach (var epoch in training.Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                order.Add((int)Math.Round(Math.Sqrt(iteration.Loss)));
            }
        }

        return order;
    }

    /// <summary>The same with lists: a row is drawn, and the next to arrive takes its place.</summary>
    private static List<int> Expected(int rows, int buffer, int rowsPerEpoch, int epochs, int seed)
    {
        var (order, held, arrived) = (new List<int>(), new List<int>(), 0);
        for (var drawn = 0; drawn < rowsPerEpoch * epochs; drawn++)
        {
            if (held.Count == 0)
            {
                held = [.. Enumerable.Range(1, Math.Min(buffer, rows))];
                arrived = held.Count;
            }

            var (epoch, place) = Math.DivRem(drawn, rowsPerEpoch);
            var at = CounterRandom.Below(CounterRandom.Key(seed, RandomPurpose.Stream, when: epoch + 1), place, held.Count);
            order.Add(held[at]);
            if (arrived < rows)
            {
                held[at] = ++arrived;
            }
            else
            {
                held[at] = held[^1];
                held.RemoveAt(held.Count - 1);
            }
        }

        return order;
    }
}
