using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Differentiation;

/// <summary>What a gradient rule works with: the forward values, and a place to append nodes.</summary>
internal sealed class GradientBuilder
{
    private readonly TypedGraph _forward;
    private readonly GraphBuilder _builder = new();
    private readonly List<Shape> _shapes = [];
    private readonly bool[] _needsGradient;

    public GradientBuilder(TypedGraph forward)
    {
        _forward = forward;
        _needsGradient = new bool[forward.Nodes.Count];
        foreach (var node in forward.Nodes)
        {
            var (op, inputs) = node.Op is NormStatisticsOp { IsFrozen: true } frozen ? RunningStatisticsOp.InPlaceOf(frozen, node.Inputs) : (node.Op, node.Inputs);
            _builder.Add(op, node.Name, node.Position, [.. inputs]);
            _shapes.Add(forward.ShapeOf(node.Id));
            _needsGradient[node.Id] = node.Op is ParameterOp { IsTrained: true } || node.Inputs.Any(input => _needsGradient[input]);
        }
    }

    /// <summary>Whether a trained parameter stands before this value, so that its gradient is of use.</summary>
    public bool NeedsGradient(int node) => _needsGradient[node];

    /// <summary>What computes a value of the forward pass.</summary>
    public Op OpOf(int node) => _builder.Nodes[node].Op;

    /// <summary>
    /// Appends the gradient of <paramref name="of"/>, which has its shape and its name with a d in front: a step of differentiating <paramref name="y"/>.
    /// </summary>
    public int Add(Op op, int of, Node y, params int[] inputs)
    {
        var value = _forward.Nodes[of];
        _shapes.Add(_forward.ShapeOf(of));
        return _builder.Add(op, "d" + Identifiers.Pascal(value.Name), y.Position, y.Id, inputs);
    }

    public TypedGraph Build() => new(_builder.Build(_forward.Graph.Output, _forward.Graph.Loss), _shapes.ToEquatableArray());
}
