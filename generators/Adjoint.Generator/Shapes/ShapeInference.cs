using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Shapes;

/// <summary>Stage three: every value gets its shape, or the user a reason why it has none.</summary>
internal static class ShapeInference
{
    /// <summary>The most floats that one block of memory can hold.</summary>
    public const long MostFloats = 2_147_483_000;

    public static TypedGraph Infer(Graph graph)
    {
        var shapes = new Shape?[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            switch (node.Op)
            {
                case ParameterOp:
                    break;
                case LabelsOp labels:
                    shapes[node.Id] = labels.Kind == LabelKind.Class ? Shape.OfSample() : shapes[graph.Output];
                    break;
                default:
                    var inferred = ShapeRules.Infer(node.Op, [.. node.Inputs.Select(input => shapes[input])]);
                    shapes[node.Id] = inferred.Output;
                    foreach (var (input, shape) in inferred.Parameters)
                    {
                        shapes[node.Inputs[input]] = shape;
                    }

                    break;
            }
        }

        return new TypedGraph(graph, shapes.Select(shape => shape!).ToEquatableArray());
    }

    /// <summary>The mistakes that only shapes show.</summary>
    public static IEnumerable<Problem> Check(TypedGraph typed, ModelDeclaration model)
    {
        var output = typed.ShapeOf(typed.Graph.Output);
        var loss = model.Loss!;
        if (output.Rank != 1)
        {
            var dense = model.Layers.OfType<DenseDeclaration>().Last();
            yield return Problem.Of(
                Rules.SeveralAxes, loss.Position, loss.Loss.Word, loss.Loss.OutputsAre, dense.Text, output.ForMessages) with { FixPosition = dense.Position };
        }
        else if (loss.Loss.HasClasses && output.Last < 2)
        {
            var dense = model.Layers.OfType<DenseDeclaration>().Last();
            yield return Problem.Of(Rules.OneClass, loss.Position, loss.Loss.Word) with
            {
                FixPosition = dense.Position,
                FixWords = dense.Labels is null ? EquatableArray.Of("BinaryCrossEntropy", "MeanSquaredError") : EquatableArray<string>.Empty,
            };
        }
        else if (loss is { Weights: { AreForAll: false, Numbers: var weights }, Loss.Weights: { } list } && weights.Count != output.Last)
        {
            yield return Problem.Of(Rules.WrongWeights, loss.Position, loss.Loss.Word, list.Name, Text.Of((long)weights.Count), list.Of, Text.Of((long)output.Last));
        }

        if (model.Example is { Labels: { Count: > 0 } labels } example && labels[0].Kind != ExampleLabelKind.Class && output.Rank == 1 && output.Last != labels.Count)
        {
            var dense = model.Layers.OfType<DenseDeclaration>().Last();
            yield return Problem.Of(
                Rules.OutputsOfLabel,
                dense.Position,
                dense.Text,
                output.Last == 1 ? "one output" : $"{Text.Of((long)output.Last)} outputs",
                example.Name,
                labels.Count == 1 ? $"one label, '{labels[0].Property}'" : $"{Text.Of((long)labels.Count)} labels",
                "an output for each label");
        }

        foreach (var node in typed.Nodes.Where(node => node.Op is ReshapeOp))
        {
            var (from, to) = (typed.ShapeOf(node.Inputs[0]), typed.ShapeOf(node.Id));
            if (from.Elements != to.Elements)
            {
                yield return Problem.Of(
                    Rules.WrongReshape, node.Position, to.ForMessages.Replace("x", ", "), Text.Of(to.Elements), from.ForMessages, Text.Of(from.Elements));
            }
        }

        long parameters = 0;
        long sample = 0;
        foreach (var node in typed.Nodes)
        {
            var shape = typed.ShapeOf(node.Id);
            ref var sum = ref shape.IsBatched ? ref sample : ref parameters;
            sum = shape.Elements > MostFloats ? long.MaxValue : Math.Min(sum + shape.Elements, long.MaxValue / 2);
            if (sum > MostFloats)
            {
                var what = shape.IsBatched ? "one sample takes more floats" : "it has more parameters";
                yield return Problem.Of(Rules.TooLarge, node.Position, model.Class.Name, what, Text.Grouped(MostFloats));
                yield break;
            }
        }

        var trainable = typed.Nodes.Where(node => node.Op is ParameterOp { IsTrained: true }).Sum(node => typed.ShapeOf(node.Id).Elements);
        if (model.Budget is { } budget && trainable > budget.MaxParameters)
        {
            yield return Problem.Of(
                Rules.OverBudget, budget.Position, model.Class.Name, Text.Grouped(trainable), Text.Grouped(budget.MaxParameters));
        }
    }
}
