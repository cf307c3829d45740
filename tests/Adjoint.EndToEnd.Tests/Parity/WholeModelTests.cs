using Adjoint.Tests.Reference;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>
/// Whole models against PyTorch over one or two hundred iterations: the loss of each, and the parameters after the last. The tolerances are some five times what was
/// measured, because rounding errors grow on the way and another PyTorch makes others.
/// </summary>
public sealed class WholeModelTests(ITestOutputHelper output)
{
    [Fact]
    public void ARegressor()
    {
        // Measured: losses within 7.1e-7 of themselves, parameters within 3.2e-7 of a tensor's largest. (PyTorch's float32 is further from its float64, because the
        // factor of weight decay, 1 - 1.5e-4, is rounded two hundred times the same way, here and there.)
        var model = ReferenceRegressor.Load(ReferenceValues.PathOf("regressor-8-16-16-2.model.safetensors"));
        Compare(model, "regressor-8-16-16-2.safetensors", target => target, losses: 4e-6, parameters: 2e-6);
    }

    [Fact]
    public void AClassifierWithSeveralLabels()
    {
        // Measured: losses within 1.8e-7 of themselves, parameters within 3.2e-7 of a tensor's largest. PyTorch's float32 is off its float64 by 5.6e-7 and 8.9e-7.
        var model = ReferenceTagger.Load(ReferenceValues.PathOf("labels-12-24-5.model.safetensors"));
        Compare(model, "labels-12-24-5.safetensors", target => target > 0, losses: 1e-6, parameters: 2e-6);
    }

    [Fact]
    public void ARegressorWithFrozenLayers()
    {
        var model = ReferenceFrozen.Load(ReferenceValues.PathOf("tuned.model.safetensors"));
        var frozen = model.Buffers.Select(buffer => buffer.Values.ToArray()).ToArray();
        Compare(model, "tuned-frozen.safetensors", target => target, losses: 4e-6, parameters: 2e-6, batch: 16, steps: 100);
        Assert.Equal(["base.weight", "batchNorm1.running_mean", "batchNorm1.running_var", "batchNorm1.weight", "batchNorm1.bias", "layerNorm1.weight", "layerNorm1.bias"], model.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(frozen, model.Buffers.Select(buffer => buffer.Values.ToArray()));
    }

    [Fact]
    public void WeightDecayOnTheWeightsAlone()
    {
        var model = ReferenceDecayedAdamW.Load(ReferenceValues.PathOf("tuned.model.safetensors"));
        Compare(model, "tuned-decay-adamw.safetensors", target => target, losses: 1e-5, parameters: 1e-5, batch: 16, steps: 100);
    }

    [Fact]
    public void WeightDecayOfTheOptionsOnTheWeightsAlone()
    {
        var model = ReferenceDecayedSgd.Load(ReferenceValues.PathOf("tuned.model.safetensors"));
        Compare(model, "tuned-decay-sgd.safetensors", target => target, losses: 1e-5, parameters: 1e-5, batch: 16, steps: 100, decay: 0.03);
    }

    private void Compare<TLabel>(
        Network<TLabel> model, string file, Func<float, TLabel> label, double losses, double parameters, int batch = 32, int steps = 200, double? decay = null)
        where TLabel : unmanaged
    {
        var comparison = new Comparison(ReferenceValues.ReadSafetensors(file), output);
        var (inputs, expected) = (comparison["inputs"].Values, comparison["losses"].Values);
        var labels = Array.ConvertAll(comparison["targets"].Values, target => label(target));
        var (width, labelWidth) = (model.Layout.Inputs, model.Layout.Outputs);
        var batches = inputs.Length / width / batch;
        var training = model.Train(Dataset.From(inputs, labels, rows: batches * batch), new() { BatchSize = batch, WeightDecay = decay });
        var worst = 0.0;
        for (var step = 0; step < steps; step++)
        {
            var first = step % batches * batch;
            var loss = training.Step(inputs.AsSpan(first * width, batch * width), labels.AsSpan(first * labelWidth, batch * labelWidth)).Loss;
            worst = Math.Max(worst, Math.Abs(loss - expected[step]) / expected[step]);
        }

        output.WriteLine($"losses: {worst:0.0E0} of themselves");
        Assert.True(worst < losses, $"a loss is off by {worst:0.0E0} of itself");
        worst = comparison.Parameters("final", model.Parameters.Concat(model.Buffers), parameter => parameter.Values.ToArray());
        Assert.True(worst < parameters, $"a parameter is off by {worst:0.0E0} of its tensor's largest");
    }
}
