using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Reference;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>The model of the same name in <c>tests/reference/reference.py</c>; its dropout layer is switched off.</summary>
[Model]
[Input(20)]
[Dense(32, Bias = false, Name = "hidden"), BatchNorm, Relu, Dropout(0.5)]
[Dense(16, Bias = false), BatchNorm(Momentum = 0.2), Tanh]
[Dense(4)]
[CrossEntropy]
[Adam(LearningRate = 3e-3)]
public partial class NormalizedClassifier;

/// <summary>A whole model with running statistics against PyTorch, over two hundred iterations.</summary>
public sealed class NormalizedClassifierTests(ITestOutputHelper output)
{
    private const int Batch = 24, Inputs = 20, Batches = 10, Steps = 200;
    private static readonly Dictionary<string, ReferenceTensor> Reference = ReferenceValues.ReadSafetensors("normalized-classifier.safetensors");

    // A state_dict as PyTorch writes it, with the integers num_batches_tracked.
    private readonly NormalizedClassifier _model = NormalizedClassifier.Load(ReferenceValues.PathOf("normalized-classifier.model.safetensors"));

    [Fact]
    public void TwoHundredIterationsFollowPyTorch()
    {
        var losses = Train();

        // PyTorch's own losses in float32 are off those in float64 by 3e-7.
        Assert.True(Report("losses", Reference["losses"].Values, losses) < 2e-6);
        Assert.True(Report("losses in float64", Reference["exact"].Values, losses) < 2e-6);
        foreach (var tensor in _model.Parameters.Concat(_model.Buffers))
        {
            Assert.True(Report(tensor.Name, InMemoryOrder(Reference["final." + tensor.Name]), tensor.Values.ToArray()) < 1e-5);
        }
    }

    [Fact]
    public void ThePredictionAfterThemUsesTheRunningStatistics()
    {
        Train();
        var logits = new float[Batch * 4];
        _model.Logits(InputsOf(0), logits);

        Assert.True(Report("prediction", Reference["prediction"].Values, logits) < 1e-5);
    }

    private float[] Train()
    {
        var data = Dataset.From(Reference["inputs"].Values, Reference["labels"].Values.Select(label => (int)label).ToArray());
        var training = _model.Train(data, new() { Epochs = Steps / Batches, BatchSize = Batch, Shuffle = false, Dropout = 0 });
        return [.. training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => (float)iteration.Loss)];
    }

    private static float[] InputsOf(int batch) => Reference["inputs"].Values.AsSpan(batch * Batch * Inputs, Batch * Inputs).ToArray();

    private static float[] InMemoryOrder(ReferenceTensor tensor)
    {
        if (tensor.Shape.Length == 1)
        {
            return tensor.Values;
        }

        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        return [.. Enumerable.Range(0, rows * columns).Select(i => tensor.Values[(i % rows * columns) + (i / rows)])];
    }

    private double Report(string what, float[] expected, float[] actual)
    {
        var worst = Numbers.RelativeDifference(Array.ConvertAll(expected, value => (double)value), Array.ConvertAll(actual, value => (double)value));
        output.WriteLine($"{what}: {worst:0.0E0} of the largest");
        return worst;
    }
}
