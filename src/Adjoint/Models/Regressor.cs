using System.ComponentModel;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are predicted values.</summary>
public abstract class Regressor : Network<float>, IEvaluated<float, float>
{
    /// <summary>For models that the compiler rejected.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Regressor(string rejection = "A constructor of a model chains to this(seed).")
        : base(rejection)
    {
    }

    /// <summary>Allocates and initialises the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Regressor(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

    internal override int LabelsPerRow => Layout.Outputs;

    int IEvaluated<float, float>.AnswersPerRow => 0;

    /// <summary>The predicted values: the outputs of the last layer.</summary>
    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Logits(inputs, outputs);

    void IEvaluated<float, float>.Targets(Dataset<float> data, ReadOnlySpan<int> rows, Span<float> targets) =>
        Batch.Gather(Layout.Outputs, data.SourceLabels, rows, targets);

    LossSum IEvaluated<float, float>.Losses(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        LossSum(rows, logits, targets, weights);

    long IEvaluated<float, float>.Right(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets) => 0;

    internal override string? RejectLabel(float label) => float.IsFinite(label) ? null : "is not a finite number";

    internal override Evaluation EvaluateChecked(Dataset<float> data) => EvaluateInBlocks<float>(data, this);

    /// <summary>The sum of the losses of some rows; no weights if all count 1. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);
}
