using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Tests.Support;

/// <summary>Builds graphs by hand, forks and joins included, which chains cannot have.</summary>
internal sealed class Dag
{
    private readonly GraphBuilder _builder = new();
    private int _dropouts;

    public int Input(params int[] shape) => _builder.Add(new InputOp(shape.ToEquatableArray()), "x", 0);

    public (int Weight, int Bias) Parameters(string name = "dense") => (
        _builder.Add(new ParameterOp(name, ParameterRole.Weight), name + "Weight", 1), _builder.Add(new ParameterOp(name, ParameterRole.Bias), name + "Bias", 1));

    public int Dense(int x, int outputs, string name = "dense") => Dense(x, outputs, Parameters(name), name);

    public int Dense(int x, int outputs, (int Weight, int Bias) parameters, string name = "dense")
        => _builder.Add(new DenseOp(outputs), name, 1, x, parameters.Weight, parameters.Bias);

    public int Apply(int x, Activation activation, string? name = null)
        => _builder.Add(new ActivationOp(activation), name ?? Identifiers.Camel(activation.Word), 2, x);

    public int Relu(int x, string? name = null) => Apply(x, Activations.Relu, name);

    public int Dropout(int x, double rate = 0.5) => _builder.Add(new DropoutOp(_dropouts++, rate), "dropout", 3, x);

    public int Flatten(int x) => _builder.Add(new FlattenOp(), "flat", 4, x);

    public int Add(int a, int b, string name = "sum") => _builder.Add(new AddOp(), name, 5, a, b);

    /// <summary>Ends with a loss of the output.</summary>
    public TypedGraph Typed(int output, Loss? loss = null)
    {
        loss ??= Losses.MeanSquaredError;
        var labels = _builder.Add(new LabelsOp(loss.Labels), "labels", 6);
        return ShapeInference.Infer(_builder.Build(output, _builder.Add(new LossOp(loss), "batchLoss", 6, output, labels)));
    }
}
