using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>
/// Joins nodes whose work is one pass over memory: an activation into the product before it, the loss with its gradient.
/// </summary>
internal static class Fusion
{
    public static TrainingGraph Fuse(TrainingGraph training)
    {
        var (typed, renumbered) = Fuse(training.Typed);
        return new TrainingGraph(
            typed,
            typed.Graph.Loss,
            training.ParameterGradients
                .Select(pair => new ParameterGradient(renumbered[pair.Parameter], renumbered[pair.Gradient]))
                .ToEquatableArray());
    }

    public static TypedGraph FusePrediction(TypedGraph prediction) => Fuse(prediction).Typed;

    private static (TypedGraph Typed, int[] Renumbered) Fuse(TypedGraph typed)
    {
        var epilogues = FindEpilogues(typed);
        var builder = new GraphBuilder();
        var shapes = new List<Shape>();
        var renumbered = new int[typed.Nodes.Count];
        var loss = -1;
        foreach (var node in typed.Nodes)
        {
            if (epilogues.Contains(node.Id) || node.Op is LossOp)
            {
                continue;
            }

            var (op, inputs) = Replace(typed, node, epilogues);
            renumbered[node.Id] = builder.Add(
                op, node.Name, node.Position, node.GradientOf < 0 || node.Op is LossGradientOp ? -1 : renumbered[node.GradientOf], [.. inputs.Select(input => renumbered[input])]);
            shapes.Add(typed.ShapeOf(node.Id));
            if (op is DenseOp { Epilogue: not null })
            {
                // What differentiates the product differentiates the node that took its place.
                renumbered[node.Inputs[0]] = renumbered[node.Id];
            }

            loss = op is LossAndGradientOp ? renumbered[node.Id] : loss;
        }

        var output = renumbered[typed.Graph.Output];
        return (new TypedGraph(builder.Build(output, loss < 0 ? output : loss), shapes.ToEquatableArray()), renumbered);
    }

    private static (Op Op, EquatableArray<int> Inputs) Replace(TypedGraph typed, Node node, HashSet<int> epilogues)
        => node.Op switch
        {
            ActivationOp activation when epilogues.Contains(node.Inputs[0])
                => (((DenseOp)typed.Nodes[node.Inputs[0]].Op) with { Epilogue = activation.Activation }, typed.Nodes[node.Inputs[0]].Inputs),
            LossGradientOp loss => (new LossAndGradientOp(loss.Loss), node.Inputs),
            _ => (node.Op, node.Inputs),
        };

    /// <summary>The products that nobody but an activation reads, in either pass or as the output.</summary>
    private static HashSet<int> FindEpilogues(TypedGraph typed)
    {
        var uses = new int[typed.Nodes.Count];
        foreach (var input in typed.Nodes.SelectMany(node => node.Inputs))
        {
            uses[input]++;
        }

        uses[typed.Graph.Output]++;

        return new HashSet<int>(typed.Nodes
            .Where(node => node.Op is ActivationOp { Activation.IsEpilogue: true })
            .Select(node => node.Inputs[0])
            .Where(input => typed.Nodes[input].Op is DenseOp && uses[input] == 1));
    }
}
