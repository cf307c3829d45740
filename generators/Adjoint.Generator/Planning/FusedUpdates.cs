using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Planning;

/// <summary>
/// Which weights are updated piece by piece while their gradient is computed, so that it never lies in memory as a whole: those of large dense layers, where nothing but the optimizer needs it.
/// </summary>
internal static class FusedUpdates
{
    /// <summary>
    /// From as many weights on it pays: 2 MiB, so that gradient, weight and moments go through the third-level cache or memory. The gradient of a smaller weight is still in the second-level
    /// cache when the update comes, which is then as fast.
    /// </summary>
    public const long LeastWeights = 512 * 1024;

    /// <summary>
    /// Whether the optimizer takes each number of a gradient alone and as it is: a bound or a sum of micro-batches comes between, and a profile tells gradients and update apart.
    /// </summary>
    public static bool Allows(ModelDeclaration model) =>
        model is { Clipping: null, MicroBatches: 1, IsProfiled: false, Optimizer.Optimizer.IsPerTensor: false };

    /// <summary>The gradients that are left to the update, as nodes of the graph.</summary>
    /// <param name="training">The graph.</param>
    /// <param name="least">The fewest weights.</param>
    public static HashSet<int> Of(TrainingGraph training, long least = LeastWeights)
    {
        var typed = training.Typed;
        var read = new HashSet<int>(typed.Nodes.SelectMany(node => node.Inputs));
        return new HashSet<int>(training.ParameterGradients
            .Select(pair => pair.Gradient)
            .Where(gradient => typed.Nodes[gradient].Op is DenseWeightGradientOp && !read.Contains(gradient) && typed.ShapeOf(gradient).Elements >= least));
    }
}
