using Adjoint.Tests.Reference;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>
/// Whole models against PyTorch over two hundred iterations: the loss of each, and the parameters after the last. Rounding errors grow on the way; the tolerances
/// are some times what PyTorch's own float32 is off its float64, which <c>tests/reference/reference.py</c> prints.
/// </summary>
public sealed class WholeModelTests(ITestOutputHelper output)
{
    private const int Batch = 32, Steps = 200;

    [Fact]
    public void ARegressor()
    {
        // PyTorch's own float32: losses off by up to 1.5e-5 of themselves, parameters by up to 6e-6 of a tensor's largest.
        var model = ReferenceRegressor.Load(ReferenceValues.PathOf("regressor-8-16-16-2.model.safetensors"));
        Compare(model, "regressor-8-16-16-2.safetensors", target => target, losses: 5e-5, parameters: 3e-5);
    }

    [Fact]
    public void AClassifierWithSeveralLabels()
    {
        // PyTorch's own float32: losses off by up to 6e-7 of themselves, parameters by up to 9e-7 of a tensor's largest.
        var model = ReferenceTagger.Load(ReferenceValues.PathOf("labels-12-24-5.model.safetensors"));
        Compare(model, "labels-12-24-5.safetensors", target => target > 0, losses: 3e-6, parameters: 5e-6);
    }

    private void Compare<TLabel>(Network<TLabel> model, string file, Func<float, TLabel> label, double losses, double parameters)
        where TLabel : unmanaged
    {
        var comparison = new Comparison(ReferenceValues.ReadSafetensors(file), output);
        var (inputs, expected) = (comparison["inputs"].Values, comparison["losses"].Values);
        var labels = Array.ConvertAll(comparison["targets"].Values, target => label(target));
        var (width, labelWidth) = (model.Layout.Inputs, model.Layout.Outputs);
        var batches = inputs.Length / width / Batch;
        var training = model.Train(Dataset.From(inputs, labels, rows: batches * Batch), new() { BatchSize = Batch });
        var worst = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var first = step % batches * Batch;
            var loss = training.Step(inputs.AsSpan(first * width, Batch * width), labels.AsSpan(first * labelWidth, Batch * labelWidth)).Loss;
            worst = Math.Max(worst, Math.Abs(loss - expected[step]) / expected[step]);
        }

        output.WriteLine($"losses: {worst:0.0E0} of themselves");
        Assert.True(worst < losses, $"a loss is off by {worst:0.0E0} of itself");
        worst = comparison.Parameters("final", model.Parameters, parameter => parameter.Values.ToArray());
        Assert.True(worst < parameters, $"a parameter is off by {worst:0.0E0} of its tensor's largest");
    }
}
