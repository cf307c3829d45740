using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Reference;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>A compiled model against PyTorch: the same file of parameters, the same batches, the same numbers.</summary>
public sealed class PyTorchTests(ITestOutputHelper output) : Adjoint.Tests.TempFolder
{
    private const int Batch = 32, Inputs = 64, Classes = 10, Steps = 20;
    private static readonly Dictionary<string, ReferenceTensor> Reference = ReferenceValues.ReadSafetensors("chain-64-32-10.safetensors");
    private static readonly string ModelPath = ReferenceValues.PathOf("chain-64-32-10.model.safetensors");

    private readonly DigitChain _model = DigitChain.Load(ModelPath);
    private readonly Comparison _comparison = new(Reference, output);

    [Fact]
    public void LogitsAgree()
    {
        var logits = new float[Batch * Classes];
        _model.Logits(InputsOf(0), logits);

        Assert.True(_comparison.Report("logits", Reference["logits"], logits) < 2e-6);
    }

    [Fact]
    public void LossAndGradientsOfABatchAgree()
    {
        var model = DigitChainGradients.Load(ModelPath);

        var (loss, gradients) = model.StepGradients(InputsOf(0), LabelsOf(0));

        Assert.Equal(Reference["loss"].Values[0], loss, 1e-6 * loss);
        var worst = model.Parameters.Select((parameter, i) => _comparison.Report(
            "gradient " + parameter.Name, _comparison.InMemoryOrder("gradient", parameter), [.. gradients[i].Select(value => (float)value)])).Max();
        output.WriteLine($"worst gradient: {worst:0.0E0}");
        // Both sum in float32 in an order of their own. PyTorch's gradients are themselves off those in double by 2e-7 of the largest.
        Assert.True(worst < 2e-6, $"worst gradient is off by {worst:0.0E0}");
    }

    [Fact]
    public void TwentyStepsOfAdamAgree()
    {
        var training = _model.Train(Dataset.From(InputsOf(0), LabelsOf(0)), new() { BatchSize = Batch });

        var losses = Enumerable.Range(0, Steps).Select(step => (float)training.Step(InputsOf(step), LabelsOf(step)).Loss).ToArray();

        Assert.True(_comparison.Report("losses", Reference["losses"], losses) < 2e-6);
        var worst = _comparison.Parameters("final", _model.Parameters, parameter => parameter.Values.ToArray());
        output.WriteLine($"worst parameter after {Steps} steps: {worst:0.0E0}");
        // Adam divides by the gradient's own size: where a gradient is nearly zero its rounding is all there is of it, and moves the parameter by up to 1e-3.
        // A bound far below that says that it happens nowhere here.
        Assert.True(worst < 1e-5, $"worst parameter is off by {worst:0.0E0}");
    }

    [Fact]
    public void AnEpochOfTheReferencesBatchesIsTheTwentySteps()
    {
        // All twenty batches as one set in the given order: the loop that users write, instead of Step.
        var inputs = Reference["inputs"].Values;
        var labels = Reference["labels"].Values.Select(label => (int)label).ToArray();
        var training = _model.Train(Dataset.From(inputs, labels), new() { Epochs = 1, BatchSize = Batch, Shuffle = false });

        var losses = training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => (float)iteration.Loss).ToArray();

        Assert.True(_comparison.Report("losses", Reference["losses"], losses) < 2e-6);
    }

    [Fact]
    public void PixelsThatAreAlwaysBlackMoveNoWeight()
    {
        var before = _model.Hidden.Weight.Values[..32].ToArray();
        var training = _model.Train(Dataset.From(InputsOf(0), LabelsOf(0)), new() { BatchSize = Batch });
        training.Step(InputsOf(0), LabelsOf(0));

        Assert.Equal(before, _model.Hidden.Weight.Values[..32].ToArray());
    }

    [Fact]
    public void TheFileSavedAgainHoldsTheSameTensors()
    {
        var path = PathOf("again.safetensors");
        _model.Save(path);

        var (expected, actual) = (ReferenceValues.ReadSafetensors("chain-64-32-10.model.safetensors"), ReferenceValues.ReadSafetensors(path));
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, tensor) in expected)
        {
            Assert.Equal(tensor.Shape, actual[name].Shape);
            Assert.Equal(tensor.Values.Select(BitConverter.SingleToInt32Bits), actual[name].Values.Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static float[] InputsOf(int batch) => Reference["inputs"].Values.AsSpan(batch * Batch * Inputs, Batch * Inputs).ToArray();

    private static int[] LabelsOf(int batch) => [.. Reference["labels"].Values.Skip(batch * Batch).Take(Batch).Select(label => (int)label)];
}
