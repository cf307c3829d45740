using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>
/// Joins nodes whose work is one pass over memory: an activation into the product before it, its gradient into the product that brings it, the loss with its gradient.
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
        var uses = CountUses(typed);
        var absorbed = FindEpilogues(typed, uses);
        absorbed.UnionWith(FindGradients(typed, uses));
        var builder = new GraphBuilder();
        var shapes = new List<Shape>();
        var renumbered = new int[typed.Nodes.Count];
        var loss = -1;
        foreach (var node in typed.Nodes)
        {
            if (absorbed.Contains(node.Id) || node.Op is LossOp)
            {
                continue;
            }

            var (op, inputs, gradientOf) = Replace(typed, node, absorbed);
            renumbered[node.Id] = builder.Add(
                op, node.Name, node.Position, gradientOf < 0 || node.Op is LossGradientOp ? -1 : renumbered[gradientOf], [.. inputs.Select(input => renumbered[input])]);
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

    private static (Op Op, EquatableArray<int> Inputs, int GradientOf) Replace(TypedGraph typed, Node node, HashSet<int> absorbed)
    {
        switch (node.Op)
        {
            case ActivationOp activation when absorbed.Contains(node.Inputs[0]):
                var product = typed.Nodes[node.Inputs[0]];
                return (((DenseOp)product.Op) with { Epilogue = activation.Activation }, product.Inputs, node.GradientOf);
            case ActivationGradientOp activation when absorbed.Contains(node.Inputs[1]):
                // The gradient of the product, from which it gets its place among the layers.
                var gradient = typed.Nodes[node.Inputs[1]];
                return (new DenseInputGradientOp(activation.Activation), EquatableArray.Of(gradient.Inputs[0], gradient.Inputs[1], node.Inputs[0]), gradient.GradientOf);
            case LossGradientOp loss:
                return (new LossAndGradientOp(loss.Loss), node.Inputs, node.GradientOf);
            default:
                return (node.Op, node.Inputs, node.GradientOf);
        }
    }

    /// <summary>How many nodes read each value, the caller included.</summary>
    private static int[] CountUses(TypedGraph typed)
    {
        var uses = new int[typed.Nodes.Count];
        foreach (var input in typed.Nodes.SelectMany(node => node.Inputs))
        {
            uses[input]++;
        }

        uses[typed.Graph.Output]++;
        return uses;
    }

    /// <summary>The products that nobody but an activation reads, in either pass or as the output.</summary>
    private static HashSet<int> FindEpilogues(TypedGraph typed, int[] uses) => new(typed.Nodes
        .Where(node => node.Op is ActivationOp { Activation.IsEpilogue: true })
        .Select(node => node.Inputs[0])
        .Where(input => typed.Nodes[input].Op is DenseOp && uses[input] == 1));

    /// <summary>The gradients of products' inputs that nobody but the gradient of the activation before reads.</summary>
    private static IEnumerable<int> FindGradients(TypedGraph typed, int[] uses) => typed.Nodes
        .Where(node => node.Op is ActivationGradientOp { Activation.IsResultGradient: true })
        .Select(node => node.Inputs[1])
        .Where(input => typed.Nodes[input].Op is DenseInputGradientOp && uses[input] == 1);
}
