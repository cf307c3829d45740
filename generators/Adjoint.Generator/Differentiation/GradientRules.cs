using Adjoint.Generator.Graphs;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Differentiation;

/// <summary>One contribution to the gradient of one input of a node.</summary>
internal readonly record struct Contribution(int Input, int Gradient);

/// <summary>
/// All gradient rules: given a node y = op(inputs) and the node that is dy, each appends what the gradients of its inputs are.
/// </summary>
internal static class GradientRules
{
    private static readonly Dictionary<Type, Func<Node, int, GradientBuilder, IEnumerable<Contribution>>> Table = new()
    {
        // y = x · W + b:  dW = xᵀ · dy,  db = Σ dy,  dx = dy · Wᵀ
        [typeof(DenseOp)] = static (y, dy, g) => Each(
            y, g,
            (1, () => g.Add(new DenseWeightGradientOp(), y.Inputs[1], y, y.Inputs[0], dy)),
            (2, () => g.Add(new DenseBiasGradientOp(), y.Inputs[2], y, dy)),
            (0, () => g.Add(new DenseInputGradientOp(), y.Inputs[0], y, dy, y.Inputs[1]))),

        // y = f(x):  dx = dy ∘ f'(x)
        [typeof(ActivationOp)] = static (y, dy, g) =>
        {
            var f = (ActivationOp)y.Op;
            var needed = f.Activation.Needs == GradientNeeds.Output ? y.Id : y.Inputs[0];
            return Each(y, g, (0, () => g.Add(new ActivationGradientOp(f.Activation, f.Settings), y.Inputs[0], y, needed, dy)));
        },

        // y = x ∘ mask / (1 - rate):  dx = dy ∘ mask / (1 - rate)
        [typeof(DropoutOp)] = static (y, dy, g) => Each(y, g, (0, () => g.Add(y.Op, y.Inputs[0], y, dy))),

        // y = n ∘ w + b, n being x normalised:  dw = Σ dy ∘ n,  db = Σ dy,  dx from both. The statistics are functions of x: their part is in dx.
        [typeof(NormOp)] = static (y, dy, g) => DifferentiateNorm(y, dy, g),

        // y = table[indices]:  dTable = the sums of dy by index
        [typeof(EmbeddingOp)] = static (y, dy, g) => Each(
            y, g,
            (1, () => g.Add(new EmbeddingGradientOp(((EmbeddingOp)y.Op).Vocabulary, ((EmbeddingOp)y.Op).Width, ((EmbeddingOp)y.Op).Padding), y.Inputs[1], y, y.Inputs[0], dy))),

        // y is x with other axes
        [typeof(FlattenOp)] = static (y, dy, g) => Each(y, g, (0, () => g.Add(new UnflattenOp(), y.Inputs[0], y, dy))),

        [typeof(ReshapeOp)] = static (y, dy, g) => Each(y, g, (0, () => g.Add(new UnflattenOp(), y.Inputs[0], y, dy))),

        // y = (x - s) / d:  dx = dy / d; s and d are learned of the inputs, and not by gradients
        [typeof(InputScalingOp)] = static (y, dy, g) => Each(y, g, (0, () => g.Add(new InputScalingGradientOp(), y.Inputs[0], y, dy, y.Inputs[2]))),

        // y = c · x:  dx = c · dy
        [typeof(ScaleOp)] = static (y, dy, g) => Each(y, g, (0, () => g.Add(y.Op, y.Inputs[0], y, dy))),

        // y = a + b:  da = dy,  db = dy
        [typeof(AddOp)] = static (y, dy, g) => Each(y, g, (0, () => dy), (1, () => dy)),
    };

    /// <summary>The gradients of the inputs of <paramref name="node"/> that need one.</summary>
    public static IEnumerable<Contribution> Apply(Node node, int gradient, GradientBuilder builder)
        => Table.TryGetValue(node.Op.GetType(), out var rule)
            ? rule(node, gradient, builder)
            : throw new InvalidOperationException($"{node.Op.Name} has no gradient rule.");

    private static IEnumerable<Contribution> DifferentiateNorm(Node y, int dy, GradientBuilder g)
    {
        var normalization = ((NormOp)y.Op).Normalization;
        var (x, statistics, weight) = (y.Inputs[0], y.Inputs[1], y.Inputs[2]);
        var (dWeight, dBias) = (-1, -1);
        if (g.NeedsGradient(weight))
        {
            dWeight = g.Add(new NormWeightGradientOp(normalization), weight, y, x, statistics, dy);
            yield return new Contribution(weight, dWeight);
        }

        if (normalization.HasBias && g.NeedsGradient(y.Inputs[3]))
        {
            dBias = g.Add(new ColumnSumOp(), y.Inputs[3], y, dy);
            yield return new Contribution(y.Inputs[3], dBias);
        }

        if (!g.NeedsGradient(x))
        {
            yield break;
        }

        if (g.OpOf(statistics) is RunningStatisticsOp)
        {
            yield return new Contribution(x, g.Add(new RunningNormInputGradientOp(normalization), x, y, statistics, weight, dy));
        }
        else
        {
            int[] inputs = normalization.IsOverBatch ? [x, statistics, weight, dy, dWeight, dBias] : [x, statistics, weight, dy];
            yield return new Contribution(x, g.Add(new NormInputGradientOp(normalization), x, y, inputs));
        }
    }

    // An input that the node does not have, such as the bias of a layer without one, has no gradient.
    private static IEnumerable<Contribution> Each(Node node, GradientBuilder builder, params (int Input, Func<int> Gradient)[] rules)
        => rules.Where(rule => rule.Input < node.Inputs.Count && builder.NeedsGradient(node.Inputs[rule.Input]))
            .Select(rule => new Contribution(node.Inputs[rule.Input], rule.Gradient()))
            .ToList();
}
