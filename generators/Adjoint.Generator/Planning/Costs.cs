using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Planning;

/// <summary>Floating-point operations, counted as the field does: a multiply-add is two.</summary>
internal static class Costs
{
    /// <summary>The operations of one node for one sample.</summary>
    public static long Flops(TypedGraph typed, Node node)
    {
        var elements = typed.ShapeOf(node.Id).Elements;
        return node.Op switch
        {
            DenseOp dense => (Product(typed, node.Inputs[0], dense.Outputs) + elements) + ((dense.Epilogue?.Flops ?? 0) * elements),
            DenseInputGradientOp dense => Product(typed, node.Inputs[0], (int)Math.Min(typed.ShapeOf(node.Id).Last, int.MaxValue)) + (Gradient(dense.Activation) * elements),
            DenseWeightGradientOp => Product(typed, node.Inputs[0], typed.ShapeOf(node.Id).Last),
            DenseBiasGradientOp => typed.ShapeOf(node.Inputs[0]).Elements,
            ActivationOp activation => activation.Activation.Flops * elements,
            ActivationGradientOp activation => Gradient(activation.Activation) * elements,
            DropoutOp or ScaleOp or AddOp or InputScalingGradientOp => elements,
            InputScalingOp => 2 * elements,
            NormStatisticsOp { IsFrozen: false } => 4 * typed.ShapeOf(node.Inputs[0]).Elements,
            NormOp => 4 * elements,
            NormWeightGradientOp => 4 * typed.ShapeOf(node.Inputs[0]).Elements,
            NormInputGradientOp => 8 * elements,
            RunningNormInputGradientOp => elements,
            ColumnSumOp => typed.ShapeOf(node.Inputs[0]).Elements,
            EmbeddingGradientOp => typed.ShapeOf(node.Inputs[1]).Elements,
            LossOp => 3 * typed.ShapeOf(node.Inputs[0]).Elements,
            LossAndGradientOp or LossGradientOp => 5 * elements,
            _ => 0,
        };
    }

    public static long Flops(TypedGraph typed) => typed.Nodes.Sum(node => Flops(typed, node));

    private static int Gradient(Activation? activation) => activation is null ? 0 : activation.Flops + 1;

    // rows x inputs x outputs multiply-adds.
    private static long Product(TypedGraph typed, int x, int outputs) => 2 * typed.ShapeOf(x).Elements * outputs;
}
