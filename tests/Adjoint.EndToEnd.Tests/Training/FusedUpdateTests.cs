using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

[Model, Input(1024), Dense(512, Name = "hidden"), Relu, Dense(1030, Name = "wide"), Tanh, Dense(1, Name = "last"), MeanSquaredError, AdamW(WeightDecay = 0.1, DecayWeightsOnly = true)]
public partial class Fused;

/// <summary>The same with [Profile], which keeps gradients and update apart.</summary>
[Model, Profile, Input(1024), Dense(512, Name = "hidden"), Relu, Dense(1030, Name = "wide"), Tanh, Dense(1, Name = "last"), MeanSquaredError, AdamW(WeightDecay = 0.1, DecayWeightsOnly = true)]
public partial class Apart;

[Model, Input(1024), Dense(512, Name = "hidden"), Relu, Dense(1, Name = "last"), MeanSquaredError, Sgd(LearningRate = 1e-6)]
public partial class FusedDescent;

/// <summary>A large weight that is updated while its gradient is computed is trained as any other.</summary>
public sealed class FusedUpdateTests : Adjoint.Tests.TempFolder
{
    private const int Rows = 23;

    private static readonly Dataset<float> Data = Dataset.From(Numbers.Floats(1, 1024 * Rows), Numbers.Floats(2, Rows));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheBitsAreThoseOfGradientsInMemory(int threads)
    {
        var (fused, apart) = (new Fused(3), new Apart(3));

        var result = fused.Fit(Data, new() { Epochs = 2, BatchSize = 5, Threads = threads });
        apart.Fit(Data, new() { Epochs = 2, BatchSize = 5, Threads = 1 });

        Assert.Equal(StopReason.Completed, result.Reason);
        Assert.Equal(10, fused.Optimizer!.Updates);
        Assert.NotEqual(new Fused(3).Bits(), fused.Bits());
        Assert.Equal(apart.Bits(), fused.Bits());
        Assert.Equal(apart.Optimizer!.Moment(1).ToArray(), fused.Optimizer.Moment(1).ToArray());
    }

    [Fact]
    public void AGradientThatIsNotFiniteIsFound()
    {
        // The gradient of the weight alone overflows: 1e25 times what comes from behind.
        var model = new FusedDescent(1);
        model.Hidden.Weight.Values.Clear();
        model.Hidden.Bias.Values.Fill(1);
        model.Last.Weight.Values.Fill(1e15f);
        var features = Numbers.Floats(1, 1024 * Rows);
        features[^7] = 1e25f;

        var result = model.Fit(Dataset.From(features, Numbers.Floats(2, Rows)), new() { BatchSize = Rows, Shuffle = false });

        Assert.Equal((DivergedValue.Gradient, "hidden.weight", 1), (result.Divergence!.Value, result.Divergence.Layer, result.Divergence.Iteration));
        Assert.Equal(1, model.Optimizer!.Updates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void StoppedAndResumedItEndsTheSame(int threads)
    {
        var options = new TrainingOptions<float> { Epochs = 2, BatchSize = 8, Threads = threads };
        var (whole, stopped, resumed) = (new Fused(3), new Fused(3), new Fused(4));
        whole.Fit(Data, options);
        var training = stopped.Train(Data, options);
        foreach (var epoch in training.Epochs)
        {
            var iterations = epoch.Iterations.GetEnumerator();
            Assert.True(iterations.MoveNext() && iterations.MoveNext());
            break;
        }

        training.SaveCheckpoint(PathOf("checkpoint"));
        resumed.Resume(Data, PathOf("checkpoint"), options).Run();

        Assert.Equal((2, 6), (stopped.Optimizer!.Updates, resumed.Optimizer!.Updates));
        Assert.Equal(whole.Bits(), resumed.Bits());
        Assert.Equal(whole.Optimizer!.Moment(0).ToArray(), resumed.Optimizer.Moment(0).ToArray());
        Assert.Equal(whole.Optimizer.Moment(1).ToArray(), resumed.Optimizer.Moment(1).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnEpochAllocatesNothing(int threads)
    {
        var epochs = new Fused(3).Train(Data, new() { Epochs = 10, BatchSize = 12, Threads = threads }).Epochs.GetEnumerator();
        var losses = 0.0;

        Assert.Equal(0, Allocations.Of(() =>
        {
            Assert.True(epochs.MoveNext());
            foreach (var iteration in epochs.Current.Iterations)
            {
                losses += iteration.Loss;
            }
        }));
        Assert.True(losses > 0);
    }
}
