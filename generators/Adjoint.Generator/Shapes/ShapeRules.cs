using Adjoint.Generator.Graphs;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Shapes;

/// <summary>What an operation makes of its inputs' shapes: its own shape, and those of the parameters among its inputs.</summary>
internal sealed record InferredShapes(Shape Output, params (int Input, Shape Shape)[] Parameters);

/// <summary>One rule for each operation that a user can write.</summary>
internal static class ShapeRules
{
    private static readonly Dictionary<Type, Func<Op, IReadOnlyList<Shape?>, InferredShapes>> Table = new()
    {
        [typeof(InputOp)] = static (op, _) => new(new Shape(true, ((InputOp)op).Shape)),
        [typeof(FlattenOp)] = static (_, inputs) => new(Shape.OfSample((int)Math.Min(inputs[0]!.Elements, int.MaxValue))),
        [typeof(ReshapeOp)] = static (op, _) => new(new Shape(true, ((ReshapeOp)op).Shape)),
        [typeof(InputScalingOp)] = static (_, inputs) => new(inputs[0]!, (1, Shape.OfParameter([.. inputs[0]!.Axes])), (2, Shape.OfParameter([.. inputs[0]!.Axes]))),
        [typeof(ScaleOp)] = static (_, inputs) => new(inputs[0]!),
        [typeof(ActivationOp)] = static (_, inputs) => new(inputs[0]!),
        [typeof(DropoutOp)] = static (_, inputs) => new(inputs[0]!),
        [typeof(NormStatisticsOp)] = static (op, inputs) => NormStatistics(((NormStatisticsOp)op).Normalization, inputs[0]!),
        [typeof(NormOp)] = static (op, inputs) => Norm(((NormOp)op).Normalization, inputs[0]!),
        [typeof(EmbeddingOp)] = static (op, inputs) => Embedding((EmbeddingOp)op, inputs[0]!),
        [typeof(AddOp)] = static (_, inputs) => new(inputs[0]!),
        [typeof(DenseOp)] = static (op, inputs) => Dense((DenseOp)op, inputs[0]!),
        [typeof(LossOp)] = static (_, _) => new(Shape.Scalar),
    };

    public static InferredShapes Infer(Op op, IReadOnlyList<Shape?> inputs) => Table[op.GetType()](op, inputs);

    private static InferredShapes NormStatistics(Normalization normalization, Shape x)
        => normalization.IsOverBatch
            ? new(
                Shape.OfParameter(normalization.StatisticsPerRow, x.Last), (1, Shape.OfParameter(x.Last)), (2, Shape.OfParameter(x.Last)))
            : new(x.WithLast(normalization.StatisticsPerRow));

    private static InferredShapes Norm(Normalization normalization, Shape x)
        => normalization.HasBias
            ? new(x, (2, Shape.OfParameter(x.Last)), (3, Shape.OfParameter(x.Last)))
            : new(x, (2, Shape.OfParameter(x.Last)));

    private static InferredShapes Embedding(EmbeddingOp op, Shape indices)
        => new(indices with { Axes = indices.Axes.Append(op.Width).ToEquatableArray() }, (1, Shape.OfParameter(op.Vocabulary, op.Width)));

    private static InferredShapes Dense(DenseOp op, Shape x)
    {
        var weight = (1, Shape.OfParameter(x.Last, op.Outputs));
        return op.HasBias
            ? new(x.WithLast(op.Outputs), weight, (2, Shape.OfParameter(op.Outputs)))
            : new(x.WithLast(op.Outputs), weight);
    }
}
