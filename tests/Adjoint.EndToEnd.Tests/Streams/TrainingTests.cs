using System.Runtime.CompilerServices;
using Adjoint.EndToEnd.Tests.Rows;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Streams;

[Model, Input(2), Standardize, Dense(8), Tanh, Dense<Side>, CrossEntropy, Adam(LearningRate = 0.01)]
public partial class StandardSides;

/// <summary>A training from a stream is a training like any other.</summary>
[Collection(nameof(TrainingTests))]
public sealed class TrainingTests : Adjoint.Tests.TempFolder
{
    private static readonly Dataset<Side> Points = Sets.Points(300);

    [Fact]
    public void It_learns()
    {
        var model = new Sides(1);
        var result = model.Fit(Stream(300), new() { Epochs = 60, BatchSize = 16, Validation = Points, EarlyStopping = new() { Patience = 20 } });
        Assert.True(model.Evaluate(Points).Accuracy > 0.95);
        Assert.NotNull(result.Best);
        Assert.All(result.Epochs, epoch => Assert.NotNull(epoch.Validation));
    }

    [Fact]
    public void Rows_of_the_users_own_are_what_their_set_is()
    {
        Flower[] rows = [.. Enumerable.Range(0, 60).Select(i => new Flower(i * 7 % 13, i * 5 % 11, i % 3, i % 5, (Species)(i % 3)))];
        var (ofSet, ofStream, ofMany) = (new FlowerClassifier(1), new FlowerClassifier(1), new FlowerClassifier(1));
        TrainingOptions<Species> options = new() { Epochs = 3, Shuffle = false };
        ofSet.Fit(rows, options);
        ofStream.Fit(Flower.Stream(new Source<Flower>(rows).Open, new() { RowsPerEpoch = 60 }), options);
        ofMany.Fit(Flower.Stream(new Source<Flower>(rows).Open(default), new() { RowsPerEpoch = 60 }), options);
        Assert.Equal(Arrivals.Of(ofSet), Arrivals.Of(ofStream));
        Assert.Equal(Arrivals.Of(ofSet), Arrivals.Of(ofMany));
    }

    [Fact]
    public void Memory_that_the_source_uses_again()
    {
        var (one, other) = (new Sides(1), new Sides(1));
        one.Fit(Points, new() { Epochs = 2, Shuffle = false });
        other.Fit(Dataset.Stream(InOneBuffer, new() { RowsPerEpoch = 300 }), new() { Epochs = 2, Shuffle = false });
        Assert.Equal(Arrivals.Of(one), Arrivals.Of(other));
    }

    [Fact]
    public void A_second_training_goes_on()
    {
        var model = new Sides(1);
        model.Fit(Stream(100), new() { Epochs = 2 });
        Assert.Equal([3, 4], model.Fit(Stream(100), new() { Epochs = 2 }).Epochs.Select(epoch => epoch.Number));
    }

    [Fact]
    public void A_batch_of_the_callers_between()
    {
        var (model, training) = (new Sides(1), default(Training<Side>));
        training = model.Train(Stream(100), new() { Epochs = 2, BatchSize = 10 });
        var before = training.Step([1, 2], [Side.Left]);
        foreach (var epoch in training.Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                Assert.Equal(10, iteration.Samples);
                Assert.Equal(1, training.Step([1, 2], [Side.Left]).Samples);
            }
        }

        Assert.Equal(1, before.Number);
        Assert.Equal(41, model.Optimizer!.Updates);
    }

    [Fact]
    public void An_iteration_allocates_nothing_on_any_thread()
    {
        var model = new SidesWithDropout(1);
        var training = model.Train(Dataset.Stream(new Endless(Arrivals.Of(Points)), new() { RowsPerEpoch = 3200, ShuffleBuffer = 500 }), new() { Epochs = 40, BatchSize = 32 });
        var epochs = training.Epochs.GetEnumerator();
        var losses = 0.0;
        var least = long.MaxValue;
        for (var i = 0; i < 30 && least > 0; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Assert.True(epochs.MoveNext());
            losses += epochs.Current.Loss;
            // What other threads of the test run allocate meanwhile is counted too: the quietest of some epochs of 100 iterations.
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        training.Cancel();
        Assert.True(losses > 0);
        Assert.True(least < 100, $"{least} bytes in 100 iterations");
    }

    [Fact]
    public void The_trainers_thread_allocates_nothing()
    {
        var training = new SidesWithDropout(1).Train(Stream(3200), new() { Epochs = 10, BatchSize = 32 });
        var epochs = training.Epochs.GetEnumerator();
        Assert.Equal(0, Allocations.Of(() =>
        {
            epochs.MoveNext();
            _ = epochs.Current.Loss;
        }));
    }

    [Fact]
    public void What_is_learned_of_inputs_is_learned_before()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new StandardSides(1).Train(Stream(100)));
        Assert.Equal(
            "StandardSides learns of its inputs before it is trained, and a stream cannot be gone through first: call LearnScaling with a set of rows that are like those of the stream.", thrown.Message);

        var (ofStream, ofSet) = (new StandardSides(1), new StandardSides(1));
        ofStream.LearnScaling(Points);
        ofStream.Save(PathOf("model"));
        TrainingOptions<Side> options = new() { Epochs = 2, Shuffle = false };
        ofStream.Fit(Stream(300), options with { Reset = true });
        ofSet.Fit(Points, options);
        Assert.Equal(Arrivals.Of(ofSet), Arrivals.Of(ofStream));
        Assert.Null(Record.Exception(() => StandardSides.Load(PathOf("model")).Fit(Stream(300), options)));
    }

    [Fact]
    public void What_is_learned_may_be_what_a_new_model_has()
    {
        var model = new StandardSides(1);
        model.LearnScaling(Dataset.From([1f, 1, -1, -1], [Side.Left, Side.Right]));
        Assert.Null(Record.Exception(() => model.Train(Stream(300))));
        Assert.Equal(
            "Sides has neither [Standardize] nor [MinMax]: there is nothing to learn of the inputs.",
            Assert.Throws<InvalidOperationException>(() => new Sides(1).LearnScaling(Points)).Message);
    }

    private static RowStream<Side> Stream(int rowsPerEpoch) => new Source<(float[] Features, Side Label)>(Arrivals.Of(Points)).Stream(new() { RowsPerEpoch = rowsPerEpoch });

    private static async IAsyncEnumerable<(ReadOnlyMemory<float> Features, Side Label)> InOneBuffer([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new float[2];
        for (var row = 0; row < Points.Count; row++)
        {
            await Task.Yield();
            Points.Features(row).CopyTo(buffer);
            yield return (buffer, Points.Labels(row)[0]);
        }
    }

    /// <summary>Rows without an end that are there at once, and allocate nothing.</summary>
    private sealed class Endless((float[] Features, Side Label)[] rows) : IAsyncEnumerable<(float[] Features, Side Label)>, IAsyncEnumerator<(float[] Features, Side Label)>
    {
        private int _next = -1;

        public (float[] Features, Side Label) Current => rows[_next % rows.Length];

        public IAsyncEnumerator<(float[] Features, Side Label)> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            _next++;
            return new(true);
        }

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>Runs alone: it counts what all threads allocate.</summary>
[CollectionDefinition(nameof(TrainingTests), DisableParallelization = true)]
public sealed class TrainingTestCollection;
