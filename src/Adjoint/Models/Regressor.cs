using System.Buffers;
using System.ComponentModel;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are predicted values.</summary>
public abstract class Regressor : Network<float>
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

    /// <summary>The predicted values: the outputs of the last layer.</summary>
    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Logits(inputs, outputs);

    internal override string? RejectLabel(float label) => float.IsFinite(label) ? null : "is not a finite number";

    internal override Evaluation EvaluateChecked(Dataset<float> data)
    {
        var inputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Inputs);
        var outputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Outputs);
        var labels = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Outputs);
        var loss = default(LossSum);
        for (var first = 0; first < data.Count; first += BlockRows)
        {
            var rows = data.SourceRows.Slice(first, Math.Min(BlockRows, data.Count - first));
            var features = inputs.AsSpan(0, rows.Length * Layout.Inputs);
            var predictions = outputs.AsSpan(0, rows.Length * Layout.Outputs);
            var targets = labels.AsSpan(0, rows.Length * Layout.Outputs);
            Batch.Gather(Layout.Inputs, data.SourceFeatures, rows, features);
            Batch.Gather(Layout.Outputs, data.SourceLabels, rows, targets);
            Logits(features, predictions);
            loss += LossSum(rows.Length, predictions, targets);
        }

        ArrayPool<float>.Shared.Return(inputs);
        ArrayPool<float>.Shared.Return(outputs);
        ArrayPool<float>.Shared.Return(labels);
        return new Evaluation(loss.Mean, double.NaN, data.Count);
    }

    /// <summary>The sum of the losses of some rows. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
}
