using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Graphs;

/// <summary>(dy, weight) → dx = dy · weightᵀ; (dy, weight, y) → dx = (dy · weightᵀ) ∘ f'(x) for a fused activation y = f(x) in front of the layer.</summary>
/// <param name="Activation">f, or null for none.</param>
internal sealed record DenseInputGradientOp(Activation? Activation = null) : Op
{
    public override int Arity => Activation is null ? 2 : 3;
}

/// <summary>(x, dy) → dWeight = xᵀ · dy.</summary>
internal sealed record DenseWeightGradientOp : Op
{
    public override int Arity => 2;
}

/// <summary>(dy) → dBias: the sum of dy over its rows.</summary>
internal sealed record DenseBiasGradientOp : Op
{
    public override int Arity => 1;
}

/// <summary>(x or y, as the activation needs, dy) → dx = dy ∘ f'(x).</summary>
internal sealed record ActivationGradientOp(Activation Activation, EquatableArray<double> Settings = default) : Op
{
    public override int Arity => 2;

    public override string Name => Activation.Word + "Gradient";
}

/// <summary>(x, statistics, dy) → dWeight of a normalisation.</summary>
internal sealed record NormWeightGradientOp(Normalization Normalization) : Op
{
    public override int Arity => 3;
}

/// <summary>(dy) → dBias of a normalisation: the sum of dy over its rows.</summary>
internal sealed record ColumnSumOp : Op
{
    public override int Arity => 1;
}

/// <summary>(x, statistics, weight, dy[, dWeight, dBias]) → dx of a normalisation; the sums over the batch are those of the parameters.</summary>
internal sealed record NormInputGradientOp(Normalization Normalization) : Op
{
    public override int Arity => Normalization.IsOverBatch ? 6 : 4;
}

/// <summary>(statistics, weight, dy) → dx of a normalisation by running statistics, in which x has no part.</summary>
internal sealed record RunningNormInputGradientOp(Normalization Normalization) : Op
{
    public override int Arity => 3;
}

/// <summary>(dy, divisor) → dx = dy / divisor.</summary>
internal sealed record InputScalingGradientOp : Op
{
    public override int Arity => 2;
}

/// <summary>(indices, dy) → dTable.</summary>
internal sealed record EmbeddingGradientOp(int Vocabulary, int Width, int Padding) : Op
{
    public override int Arity => 2;
}

/// <summary>dy → dy with the shape of the value that was flattened. Moves no data.</summary>
internal sealed record UnflattenOp : Op
{
    public override int Arity => 1;
}

/// <summary>(outputs, labels) → the gradient of the mean loss by the outputs.</summary>
internal sealed record LossGradientOp(Loss Loss) : Op
{
    public override int Arity => 2;

    public override string Name => Loss.Word + "Gradient";
}

/// <summary>(outputs, labels) → the gradient of the mean loss by the outputs, and beside it the loss: both in one pass.</summary>
internal sealed record LossAndGradientOp(Loss Loss) : Op
{
    public override int Arity => 2;

    public override string Name => Loss.Word + "AndGradient";
}
