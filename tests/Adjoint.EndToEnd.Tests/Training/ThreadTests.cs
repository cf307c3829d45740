using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Large enough for a second thread, with everything that sums over a batch.</summary>
[Model, Input(300), Dense(256), BatchNorm, Gelu, Dropout(0.1), Dense(70), LayerNorm, Tanh, Dense(4), CrossEntropy(LabelSmoothing = 0.1), ClipNorm(1), Adam(LearningRate = 0.01)]
public partial class ManyThreads;

/// <summary>The same in micro-batches, and a loss over values.</summary>
[Model, Input(300), Accumulate(2), Dense(200), Relu, Dense(3), MeanSquaredError, Sgd(LearningRate = 0.01, Momentum = 0.9)]
public partial class ManyThreadsInParts;

public class ThreadTests
{
    private const int Rows = 200;

    private static readonly Dataset<int> Classes = Dataset.From(Features(), [.. Enumerable.Range(0, Rows).Select(row => row % 4)]);
    private static readonly Dataset<float> Values = Dataset.From(Features(), new ReadOnlyMemory<float>([.. Enumerable.Range(0, 3 * Rows).Select(i => MathF.Sin(i))]), Rows);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        Assert.Equal(Trained(threads: 1), Trained(threads));
        Assert.Equal(TrainedInParts(threads: 1), TrainedInParts(threads));
    }

    [Fact]
    public void Trainings_at_the_same_time_give_the_same_bits()
    {
        var (alone, together) = (Trained(threads: 1), new float[3][]);
        Parallel.For(0, together.Length, i => together[i] = Trained(threads: 2));
        Assert.All(together, parameters => Assert.Equal(alone, parameters));
    }

    [Fact]
    public void Batches_that_the_caller_brings_come_between_without_harm()
    {
        float[] Run(int threads)
        {
            var model = new ManyThreads(1);
            var training = model.Train(Classes, new() { Epochs = 2, BatchSize = 64, Threads = threads });
            foreach (var epoch in training.Epochs)
            {
                foreach (var iteration in epoch.Iterations)
                {
                    training.Step(Features().AsSpan(300 * iteration.Number, 600), [1, 2], [1, 3]);
                }
            }

            return model.Parameters.SelectMany(parameter => parameter.Values.ToArray()).ToArray();
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        var training = new ManyThreads(1).Train(Classes, new() { Epochs = 20, BatchSize = 64, Threads = 2, Validation = Classes });
        var epochs = training.Epochs.GetEnumerator();
        Assert.Equal(0, Allocations.Of(() => epochs.MoveNext()));
    }

    [Fact]
    public void Less_than_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManyThreads(1).Train(Classes, new() { Threads = -1 }));

    private static float[] Features() => [.. Enumerable.Range(0, Rows * 300).Select(i => MathF.Sin(i * 0.7f))];

    private static float[] Trained(int threads)
    {
        var model = new ManyThreads(1);
        model.Train(Classes, new() { Epochs = 3, BatchSize = 64, Threads = threads, Validation = Classes }).Run();
        return [.. model.Parameters.SelectMany(parameter => parameter.Values.ToArray())];
    }

    private static float[] TrainedInParts(int threads)
    {
        var model = new ManyThreadsInParts(1);
        model.Train(Values, new() { Epochs = 3, BatchSize = 150, Threads = threads }).Run();
        return [.. model.Parameters.SelectMany(parameter => parameter.Values.ToArray())];
    }
}
