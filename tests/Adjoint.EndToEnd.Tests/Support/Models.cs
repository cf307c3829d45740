using System.Runtime.InteropServices;

namespace Adjoint.EndToEnd.Tests.Support;

/// <summary>What the tests ask of any model.</summary>
internal static class Models
{
    /// <summary>All parameters in the order of the layers, the frozen ones in their place.</summary>
    public static IEnumerable<Parameter> InLayerOrder<TLabel>(this Network<TLabel> model)
        where TLabel : unmanaged =>
        model.Parameters.Concat(model.Buffers.Where(buffer => !IsStatistic(buffer) && !IsOfInputs(buffer)))
            .Select((parameter, index) => (parameter, Number: parameter.Layout.DrawnAs < 0 ? index : parameter.Layout.DrawnAs))
            .OrderBy(numbered => numbered.Number).Select(numbered => numbered.parameter);

    /// <summary>A copy of all parameters in their order.</summary>
    public static float[][] Copy<TLabel>(this Network<TLabel> model)
        where TLabel : unmanaged =>
        [.. model.InLayerOrder().Select(parameter => parameter.Values.ToArray())];

    public static IEnumerable<double[]> Doubles<TLabel>(this Network<TLabel> model)
        where TLabel : unmanaged =>
        model.InLayerOrder().Select(parameter => Array.ConvertAll(parameter.Values.ToArray(), value => (double)value));

    /// <summary>The running statistics.</summary>
    public static IEnumerable<double[]> Running<TLabel>(this Network<TLabel> model)
        where TLabel : unmanaged =>
        model.Buffers.Where(IsStatistic).Select(buffer => Array.ConvertAll(buffer.Values.ToArray(), value => (double)value));

    /// <summary>The bits of all parameters as text: equal for equal models, and short where they are shown.</summary>
    public static string Bits<TLabel>(this Network<TLabel> model)
        where TLabel : unmanaged
    {
        using var bytes = new MemoryStream();
        foreach (var parameter in model.InLayerOrder())
        {
            bytes.Write(MemoryMarshal.AsBytes(parameter.Values));
        }

        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes.ToArray()));
    }

    private static bool IsOfInputs(Parameter buffer) =>
        buffer.Name.Split('.')[1] is "mean" or "deviation" or "minimum" or "range" or "shift" or "divisor";

    private static bool IsStatistic(Parameter buffer) => buffer.Name.Contains(".running_", StringComparison.Ordinal);

    public static void Fill<TLabel>(this Network<TLabel> model, float value)
        where TLabel : unmanaged
    {
        foreach (var parameter in model.Parameters)
        {
            parameter.Values.Fill(value);
        }
    }

    /// <summary>
    /// The gradients of one step of plain [Sgd] through the public face. With a rate of 2²⁰ the step drowns the parameter, so that the difference has all of the
    /// gradient's digits; a power of two changes none.
    /// </summary>
    public static (double Loss, double[][] Gradients) StepGradients<TLabel>(this Network<TLabel> model, float[] inputs, TLabel[] labels, int seed = 0, float[]? weights = null)
        where TLabel : unmanaged
    {
        const int rate = 1 << 20;
        var batch = inputs.Length / model.Layout.Inputs;
        var training = model.Train(Dataset.From(inputs, labels, rows: batch), new() { BatchSize = batch, LearningRate = rate, Seed = seed });
        var before = model.Copy();
        var loss = training.Step(inputs, labels, weights).Loss;
        return (loss, [.. before.Zip(model.Copy(), (old, changed) => old.Zip(changed, (a, b) => ((double)a - b) / rate).ToArray())]);
    }
}
