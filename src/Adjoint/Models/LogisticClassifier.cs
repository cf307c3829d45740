using System.Buffers;
using System.ComponentModel;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model each of whose outputs is a yes or no: what models of one and of several have in common.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class LogisticClassifier : Network<bool>, IEvaluated<bool, float>
{
    private protected LogisticClassifier(string rejection)
        : base(rejection)
    {
    }

    private protected LogisticClassifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

    internal override int LabelsPerRow => Layout.Outputs;

    int IEvaluated<bool, float>.AnswersPerRow => Layout.Outputs;

    /// <summary>The probability of each yes: the logistic function of the logits.</summary>
    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Logits(inputs, outputs);
        Sigmoid.Forward(outputs, outputs);
    }

    /// <summary>The labels of each sample: true where the logit is above 0, which is a probability above one half.</summary>
    /// <param name="inputs">Any number of rows of features, row-major: rows x inputs.</param>
    /// <param name="labels">Receives rows x outputs labels, row-major.</param>
    /// <exception cref="ArgumentException">The inputs are not whole rows, or the labels are not as many as their outputs.</exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<bool> labels)
    {
        var rows = RowsOf(inputs);
        if (labels.Length != (long)rows * Layout.Outputs)
        {
            throw new ArgumentException(
                $"{rows} rows of {Layout.Name} have {(long)rows * Layout.Outputs} labels, but there is room for {labels.Length}.", nameof(labels));
        }

        var scores = ArrayPool<float>.Shared.Rent(Math.Min(rows, BlockRows) * Layout.Outputs);
        for (var first = 0; first < rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - first);
            var logits = scores.AsSpan(0, count * Layout.Outputs);
            Logits(inputs.Slice(first * Layout.Inputs, count * Layout.Inputs), logits);
            for (var i = 0; i < logits.Length; i++)
            {
                labels[(first * Layout.Outputs) + i] = logits[i] > 0;
            }
        }

        ArrayPool<float>.Shared.Return(scores);
    }

    void IEvaluated<bool, float>.Targets(Dataset<bool> data, ReadOnlySpan<int> rows, Span<float> targets) =>
        Batch.Gather(Layout.Outputs, data.SourceLabels, rows, targets);

    LossSum IEvaluated<bool, float>.Losses(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        LossSum(rows, logits, targets, weights);

    long IEvaluated<bool, float>.Right(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        var right = 0L;
        for (var i = 0; i < logits.Length; i++)
        {
            right += logits[i] > 0 == targets[i] > 0 ? 1 : 0;
        }

        return right;
    }

    internal override string? RejectLabel(bool label) => null;

    internal override Evaluation EvaluateChecked(Dataset<bool> data) => EvaluateInBlocks<float>(data, this);

    /// <summary>The sum of the losses of some rows; no weights if all count 1. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);
}
