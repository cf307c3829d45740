using System.ComponentModel;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are scores of classes, and which learns from probabilities of them: one for each class and sample.</summary>
/// <typeparam name="TClass">A class: an enum, or <c>int</c> from 0.</typeparam>
public abstract class ProbabilityClassifier<TClass> : SoftmaxClassifier<float, TClass>, IEvaluated<float, float>
    where TClass : unmanaged
{
    /// <summary>How far from 1 the probabilities of a row may sum to: they were rounded when they were written down.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>For models that the compiler rejected.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ProbabilityClassifier(string rejection = "A constructor of a model chains to this(seed).")
        : base(rejection)
    {
    }

    /// <summary>Allocates and initialises the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ProbabilityClassifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

    internal override int LabelsPerRow => Layout.Outputs;

    int IEvaluated<float, float>.AnswersPerRow => 1;

    void IEvaluated<float, float>.Targets(Dataset<float> data, ReadOnlySpan<int> rows, Span<float> targets) =>
        Batch.Gather(Layout.Outputs, data.SourceLabels, rows, targets);

    LossSum IEvaluated<float, float>.Losses(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        LossSum(rows, logits, targets, weights);

    long IEvaluated<float, float>.Right(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        var right = 0L;
        for (var row = 0; row < rows; row++)
        {
            right += Largest(logits, row) == Largest(targets, row) ? 1 : 0;
        }

        return right;
    }

    internal override string? RejectLabel(float label) => float.IsFinite(label) && label >= 0 ? null : "is no probability";

    internal override string? RejectRow(ReadOnlySpan<float> labels)
    {
        var sum = 0.0;
        foreach (var label in labels)
        {
            sum += label;
        }

        return Math.Abs(sum - 1) <= Tolerance ? null : string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"the probabilities of the classes sum to {sum:G6}, expected 1");
    }

    internal override Evaluation EvaluateChecked(Dataset<float> data) => EvaluateInBlocks<float>(data, this);

    /// <summary>The sum of the losses of some rows; no weights if all count 1. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);
}
