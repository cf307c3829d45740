using Adjoint.EndToEnd.Tests.Support;
using Adjoint.Tests.Reference;
using Xunit.Abstractions;

namespace Adjoint.EndToEnd.Tests.Parity;

/// <summary>Tensors of a reference file beside a model's.</summary>
internal sealed class Comparison(IReadOnlyDictionary<string, ReferenceTensor> reference, ITestOutputHelper output)
{
    public ReferenceTensor this[string name] => reference[name];

    /// <summary>A parameter's tensor as memory holds it: files hold weights as [outputs, inputs], memory as [inputs, outputs].</summary>
    public ReferenceTensor InMemoryOrder(string kind, Parameter parameter)
    {
        var tensor = reference[$"{kind}.{parameter.Name}"];
        if (tensor.Shape.Length == 1)
        {
            return tensor;
        }

        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        return new ReferenceTensor([columns, rows], [.. Enumerable.Range(0, rows * columns).Select(i => tensor.Values[(i % rows * columns) + (i / rows)])]);
    }

    /// <summary>The largest difference relative to the expected tensor's largest magnitude, which it reports.</summary>
    public double Report(string what, ReferenceTensor expected, float[] actual)
    {
        var worst = Numbers.RelativeDifference(Doubles(expected.Values), Doubles(actual));
        output.WriteLine($"{what}: {worst:0.0E0} of the largest");
        return worst;
    }

    /// <summary>The worst of all parameters.</summary>
    public double Parameters(string kind, IEnumerable<Parameter> parameters, Func<Parameter, float[]> actual) =>
        parameters.Select(parameter => Report($"{kind} {parameter.Name}", InMemoryOrder(kind, parameter), actual(parameter))).Max();

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
