using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Differentiation;

/// <summary>Stage four: reverse-mode differentiation of a graph by its parameters.</summary>
internal static class ReverseMode
{
    public static TrainingGraph Differentiate(TypedGraph forward)
    {
        var builder = new GradientBuilder(forward);
        var gradients = new int?[forward.Nodes.Count];
        var loss = forward.Nodes[forward.Graph.Loss];
        gradients[loss.Inputs[0]] = builder.Add(new LossGradientOp(((LossOp)loss.Op).Loss), loss.Inputs[0], loss, [.. loss.Inputs]);

        // Whoever uses a value comes after it, so walking backwards meets a value when its gradient is complete.
        foreach (var node in forward.Nodes.Reverse())
        {
            if (gradients[node.Id] is not { } gradient || node.Inputs.Count == 0)
            {
                continue;
            }

            foreach (var (input, contribution) in GradientRules.Apply(node, gradient, builder))
            {
                gradients[input] = gradients[input] is { } sum
                    ? builder.Add(new AddOp(), input, node, sum, contribution)
                    : contribution;
            }
        }

        return new TrainingGraph(
            builder.Build(),
            forward.Graph.Loss,
            forward.Nodes.Where(node => node.Op is ParameterOp && gradients[node.Id] is not null)
                .Select(node => new ParameterGradient(node.Id, gradients[node.Id]!.Value))
                .ToEquatableArray());
    }
}
