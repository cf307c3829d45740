using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>Everything that the loop can do, at once.</summary>
[Model, Profile, Input(2), Accumulate(2), Dense(8, Frozen = true), BatchNorm, Tanh, Dropout(0.1), Dense(4), LayerNorm, Dense<Side>, CrossEntropy(ClassWeights = new[] { 1.0, 3.0 })]
[ClipNorm(1), AverageWeights(0.9), AdamW(LearningRate = 0.01, WeightDecay = 0.1, DecayWeightsOnly = true)]
public partial class AllAtOnce;

/// <summary>Nothing allocates after construction.</summary>
public class AllocationTests
{
    private readonly SidesWithDropout _classifier = new(1);
    private readonly Pairs _regressor = new(1);

    [Fact]
    public void AnEpochWithValidationAllocatesNothing()
    {
        var training = _classifier.Train(Sets.Points(300), new() { Epochs = 10, Validation = Sets.Points(200, seed: 2) });
        var losses = 0.0;
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
        Assert.True(losses > 0);
    }

    [Fact]
    public void AnEpochOfARegressionAllocatesNothing()
    {
        var training = _regressor.Train(Sets.Pairs(300), new() { Epochs = 10, Validation = Sets.Pairs(200) });
        var losses = 0.0;
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
        Assert.True(losses > 0);
    }

    [Fact]
    public void AnEpochOfWeightedSamplesAllocatesNothing()
    {
        var weights = Enumerable.Range(0, 300).Select(row => row % 3 * 0.5f).ToArray();
        var places = new Places(1).Train(Sets.Places(300).WithWeights(weights), new() { Epochs = 10, Validation = Sets.Places(300, seed: 2).WithWeights(weights) });
        var sides = new WeightedSides(1).Train(Sets.Points(300).WithWeights(weights), new() { Epochs = 10, Validation = Sets.Points(200, seed: 2) });
        var probable = new ProbableSides(1).Train(Sets.Probabilities(300), new() { Epochs = 10, Validation = Sets.Probabilities(200, seed: 2) });
        foreach (var training in (Adjoint.Training[])[places, sides, probable])
        {
            var losses = 0.0;
            var epochs = training.Epochs.GetEnumerator();
            Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
            Assert.True(losses > 0);
        }
    }

    [Fact]
    public void AnEpochOfDrawnRowsAllocatesNothing()
    {
        var weights = Enumerable.Range(0, 300).Select(row => row % 3 * 0.5f).ToArray();
        foreach (var sampling in (Sampling[])[Sampling.ByWeight(weights), Sampling.Balanced])
        {
            var training = new Sides(1).Train(Sets.Points(300), new() { Epochs = 10, Sampling = sampling });
            var losses = 0.0;
            var epochs = training.Epochs.GetEnumerator();
            Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
            Assert.True(losses > 0);
        }
    }

    [Fact]
    public void AnEpochOfAugmentedRowsAllocatesNothing()
    {
        var image = Augmentation.Images(1, 2).Shift(0, 1).FlipHorizontally().FlipVertically().Rotate(45).Noise(0.1).CutOut(1);
        var training = new Sides(1).Train(Sets.Points(300), new() { Epochs = 10, Validation = Sets.Points(200, seed: 2), Augmentation = image });
        var losses = 0.0;
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
        Assert.True(losses > 0);
    }

    [Fact]
    public void AnEpochWithEverythingOnAllocatesNothing()
    {
        var weights = Enumerable.Range(0, 300).Select(row => 1 + (row % 3 * 0.5f)).ToArray();
        var observed = 0;
        using var source = new CancellationTokenSource();
        var training = new AllAtOnce(1).Train(Sets.Points(300).WithWeights(weights), new()
        {
            Epochs = 10,
            Validation = Sets.Points(200, seed: 2),
            ValidateEvery = 5.Iterations(),
            Schedule = Schedule.Warmup(10.Iterations()).Then(Schedule.Cosine(5.Epochs())),
            EarlyStopping = new() { Patience = 100 },
            Cancellation = source.Token,
        });
        training.Observe(new Counting(() => observed++));
        var losses = 0.0;
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => losses += NextEpoch(ref epochs)));
        Assert.True(losses > 0);
        Assert.True(observed >= 20);
    }

    private sealed class Counting(Action count) : ITrainingObserver
    {
        public void Iterated(Epoch epoch, Iteration iteration) => count();
    }

    [Fact]
    public void TheWholeLoopAllocatesNothingEvenInItsFirstEpoch()
    {
        // After another training has compiled the code and filled the pool.
        _classifier.Fit(Sets.Points(300), new() { Epochs = 1, Validation = Sets.Points(200, seed: 2) });
        var trainings = Enumerable.Range(0, 6).Select(_ => _classifier.Train(Sets.Points(300), new() { Epochs = 2, Validation = Sets.Points(200, seed: 2) })).ToArray();
        var next = 0;

        Assert.Equal(0, Allocations.Of(() => Loop(trainings[next++])));
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        var classes = _classifier.Train(Sets.Points(10));
        var values = _regressor.Train(Sets.Pairs(10));
        Side[] labels = [Side.Left, Side.Right];
        float[] inputs = [1, 2, 3, 4, 5, 6], targets = [1, 2, 3, 4];

        Assert.Equal(0, Allocations.Of(() => classes.Step(inputs.AsSpan(0, 4), labels)));
        Assert.Equal(0, Allocations.Of(() => values.Step(inputs, targets)));
        Assert.Equal(0, Allocations.Of(() => values.Step(inputs, targets, targets.AsSpan(0, 2))));
        var places = new Places(1).Train(Sets.Places(10));
        bool[] answers = [true, false, true];
        Assert.Equal(0, Allocations.Of(() => places.Step(inputs.AsSpan(0, 2), answers)));
        var (many, room) = (Numbers.Floats(1, 600), new bool[900]);
        var model = new Places(1);
        Assert.Equal(0, Allocations.Of(() => model.Classify(many, room)));
    }

    [Fact]
    public void PredictionsAllocateNothing()
    {
        var inputs = Numbers.Floats(1, 2 * 300);
        var (outputs, labels) = (new float[2 * 300], new Side[300]);

        Assert.Equal(0, Allocations.Of(() => _classifier.Predict(inputs, outputs)));
        Assert.Equal(0, Allocations.Of(() => _classifier.Logits(inputs, outputs)));
        Assert.Equal(0, Allocations.Of(() => _classifier.Classify(inputs, labels)));
        Assert.Equal(0, Allocations.Of(() => _classifier.Classify(inputs.AsSpan(0, 2))));
        Assert.Equal(0, Allocations.Of(() => _regressor.Predict(inputs, outputs.AsSpan(0, 400))));
    }

    [Fact]
    public void EvaluationsAllocateNothing()
    {
        var (points, pairs) = (Sets.Points(300), Sets.Pairs(300));

        Assert.Equal(0, Allocations.Of(() => _classifier.Evaluate(points)));
        Assert.Equal(0, Allocations.Of(() => _regressor.Evaluate(pairs)));
    }

    private static double NextEpoch(ref EpochSequence.Enumerator epochs)
    {
        Assert.True(epochs.MoveNext());
        var sum = 0.0;
        foreach (var iteration in epochs.Current.Iterations)
        {
            sum += iteration.Loss;
        }

        return sum + epochs.Current.Loss + (epochs.Current.Validation is { } validation ? validation.Loss : 0);
    }

    private static void Loop(Adjoint.Training training)
    {
        foreach (var epoch in training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
            }
        }
    }
}
