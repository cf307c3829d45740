using Adjoint.Kernels;

namespace Adjoint.Tests.Reference;

/// <summary>
/// The kernels put together by hand as a trainer would: 64 → 32 relu → 10, cross entropy, twenty steps of Adam. The products are plain
/// loops here, summed in double, so that what differs from PyTorch is not theirs.
/// </summary>
public class ChainTests
{
    private const int Batch = 32, Inputs = 64, Hidden = 32, Classes = 10;
    private static readonly Dictionary<string, ReferenceTensor> Chain = ReferenceValues.ReadSafetensors("chain-64-32-10.safetensors");
    private static readonly string[] Names = ["hidden.weight", "hidden.bias", "dense1.weight", "dense1.bias"];

    private readonly Dictionary<string, float[]> _parameters = Names.ToDictionary(name => name, name => (float[])Initial(name).Clone());
    private readonly Dictionary<string, float[]> _gradients = Names.ToDictionary(name => name, name => new float[Initial(name).Length]);
    private float[] _logits = [];

    [Fact]
    public void OneBatchAgrees()
    {
        var loss = LossAndGradients(0);

        // Sums of 64 and 32 products of numbers below 1, in an order that is PyTorch's own: its logits are off float64 by 0.8 half ulps of 1,
        // its loss by 0.9, its gradients (means, a tenth of that size) by 0.13. Four of the former and one of the latter for each side.
        Near("logits", _logits, 8 * Closeness.HalfUlp);
        Near("loss", [loss], 8 * Closeness.HalfUlp);
        foreach (var name in Names)
        {
            Near("gradient." + name, _gradients[name], 2 * Closeness.HalfUlp);
        }
    }

    [Fact]
    public void TwentyStepsOfAdamAgree()
    {
        var first = Names.ToDictionary(name => name, name => new float[_parameters[name].Length]);
        var second = Names.ToDictionary(name => name, name => new float[_parameters[name].Length]);
        var losses = new float[20];

        for (var step = 0; step < losses.Length; step++)
        {
            losses[step] = LossAndGradients(step);
            var adam = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, step + 1);
            foreach (var name in Names)
            {
                Adam.Update(in adam, _gradients[name], first[name], second[name], _parameters[name]);
            }
        }

        // Over twenty steps PyTorch's losses move 4.5 half ulps of 1 from float64 (2 is an ulp there), and its parameters 0.9: they are below
        // 0.2, each step rounds them by an eighth, and Adam's quotient keeps errors in proportion to the step of 1e-3. Adam
        // divides by the gradient's size, so a gradient that is itself noise would move by ±1e-3: a bound this tight says that none did.
        Near("losses", losses, 16 * Closeness.HalfUlp);
        foreach (var name in Names)
        {
            Near("final." + name, _parameters[name], 8 * Closeness.HalfUlp);
        }

        // Pixels that are always black: their weights have no gradient at all.
        foreach (var i in Enumerable.Range(0, Hidden * Inputs).Where(i => i % 8 == 0))
        {
            Assert.Equal(Initial("hidden.weight")[i], _parameters["hidden.weight"][i]);
        }
    }

    private static float[] Initial(string name) => Chain["initial." + name].Values;

    private static void Near(string name, float[] actual, double tolerance) =>
        Closeness.Near(name, Chain[name].Values, actual, _ => tolerance);

    private float LossAndGradients(int batch)
    {
        var inputs = Chain["inputs"].Values.AsSpan(batch * Batch * Inputs, Batch * Inputs).ToArray();
        var labels = Chain["labels"].Values.Skip(batch * Batch).Take(Batch).Select(label => (int)label).ToArray();

        var sums = Dense(inputs, "hidden", Inputs, Hidden);
        var hidden = new float[sums.Length];
        Relu.Forward(sums, hidden);
        _logits = Dense(hidden, "dense1", Hidden, Classes);

        var dLogits = new float[_logits.Length];
        var loss = CrossEntropy.LossAndGradient(Batch, Classes, _logits, labels, [], dLogits);

        var dHidden = DenseGradients(hidden, dLogits, "dense1", Hidden, Classes);
        var dSums = new float[dHidden.Length];
        Relu.Backward(hidden, dHidden, dSums);
        DenseGradients(inputs, dSums, "hidden", Inputs, Hidden);
        return (float)loss.Mean;
    }

    /// <summary>x · weightᵀ + bias, the weight as files hold it: [outputs, inputs].</summary>
    private float[] Dense(float[] x, string layer, int inputs, int outputs)
    {
        var (weight, bias) = (_parameters[layer + ".weight"], _parameters[layer + ".bias"]);
        return Fill(Batch, outputs, (row, output) => bias[output] + Sum(inputs, i => (double)x[row * inputs + i] * weight[output * inputs + i]));
    }

    /// <summary>Sets the layer's gradients, and returns that of its input.</summary>
    private float[] DenseGradients(float[] x, float[] dy, string layer, int inputs, int outputs)
    {
        var weight = _parameters[layer + ".weight"];
        _gradients[layer + ".weight"] =
            Fill(outputs, inputs, (output, input) => Sum(Batch, row => (double)dy[row * outputs + output] * x[row * inputs + input]));
        _gradients[layer + ".bias"] = Fill(1, outputs, (_, output) => Sum(Batch, row => dy[row * outputs + output]));
        return Fill(Batch, inputs, (row, input) => Sum(outputs, o => (double)dy[row * outputs + o] * weight[o * inputs + input]));
    }

    private static float[] Fill(int rows, int columns, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => (float)element(i / columns, i % columns))];

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
