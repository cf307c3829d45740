using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Differentiation;

/// <summary>Stage four's other half: the graph of a prediction, without the loss and without what only training does.</summary>
internal static class PredictionGraph
{
    public static TypedGraph Of(TypedGraph forward)
    {
        var builder = new GraphBuilder();
        var shapes = new List<Shape>();
        var renumbered = new int[forward.Nodes.Count];
        for (var id = 0; id < forward.Graph.Loss; id++)
        {
            var node = forward.Nodes[id];
            if (node.Op is LabelsOp)
            {
                continue;
            }

            if (node.Op is DropoutOp)
            {
                renumbered[id] = renumbered[node.Inputs[0]];
                continue;
            }

            // A prediction normalises by the running statistics.
            var (op, inputs) = node.Op is NormStatisticsOp { Normalization.IsOverBatch: true } batch
                ? RunningStatisticsOp.InPlaceOf(batch, node.Inputs)
                : (node.Op, node.Inputs);
            renumbered[id] = builder.Add(op, node.Name, node.Position, [.. inputs.Select(input => renumbered[input])]);
            shapes.Add(forward.ShapeOf(id));
        }

        var output = renumbered[forward.Graph.Output];
        return new TypedGraph(builder.Build(output, output), shapes.ToEquatableArray());
    }
}
