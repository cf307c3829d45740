using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Differentiation;

/// <summary>What holds of every differentiated graph.</summary>
internal static class TrainingVerifier
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Verify(TrainingGraph training)
    {
        var typed = training.Typed;
        if (ShapeVerifier.Verify(typed) is { } wrong)
        {
            return wrong;
        }

        foreach (var pair in training.ParameterGradients)
        {
            if (!typed.ShapeOf(pair.Parameter).Equals(typed.ShapeOf(pair.Gradient)))
            {
                return $"the gradient of '{typed.Nodes[pair.Parameter].Name}' has another shape";
            }
        }

        var parameters = typed.Nodes.Count(node => node.Op is ParameterOp { IsTrained: true });
        return parameters == training.ParameterGradients.Count
            ? null
            : $"{parameters} parameters have {training.ParameterGradients.Count} gradients";
    }
}
