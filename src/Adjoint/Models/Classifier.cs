using System.ComponentModel;
using System.Numerics.Tensors;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are scores of classes.</summary>
/// <typeparam name="TLabel">The class of a sample: an enum, or <c>int</c> from 0.</typeparam>
public abstract class Classifier<TLabel> : SoftmaxClassifier<TLabel, TLabel>, IEvaluated<TLabel, int>
    where TLabel : unmanaged
{
    /// <summary>For models that the compiler rejected.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Classifier(string rejection = "A constructor of a model chains to this(seed).")
        : base(rejection)
    {
    }

    /// <summary>Allocates and initialises the parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Classifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

    internal override int LabelsPerRow => 1;

    int IEvaluated<TLabel, int>.AnswersPerRow => 1;

    /// <summary>Which classes are taken for which, over a set.</summary>
    /// <param name="data">The set.</param>
    /// <returns>The counts, a row for each true class and a column for each predicted one.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    public ConfusionMatrix<TLabel> Confusion(Dataset<TLabel> data)
    {
        Check(data, nameof(data));
        var matrix = new ConfusionMatrix<TLabel>([.. Enumerable.Range(0, Layout.Outputs).Select(LabelAt)]);
        var counter = new ConfusionCounter(matrix);
        ReadInBlocks(data, this, predicted: false, ref counter);
        return matrix;
    }

    void IEvaluated<TLabel, int>.Targets(Dataset<TLabel> data, ReadOnlySpan<int> rows, Span<int> targets)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            targets[i] = IndexOf(data.SourceLabels[rows[i]]);
        }
    }

    LossSum IEvaluated<TLabel, int>.Losses(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights) =>
        LossSum(rows, logits, targets, weights);

    long IEvaluated<TLabel, int>.Right(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
    {
        var right = 0L;
        for (var row = 0; row < rows; row++)
        {
            right += Largest(logits, row) == targets[row] ? 1 : 0;
        }

        return right;
    }

    /// <summary>The number of a class, for metrics.</summary>
    internal int NumberOf(TLabel label) => IndexOf(label);

    internal override string? RejectLabel(TLabel label)
    {
        var index = IndexOf(label);
        return index >= 0 && index < Layout.Outputs
            ? null
            : typeof(TLabel).IsEnum
                ? $"is not a value of {typeof(TLabel).Name}"
                : $"is no class: {Layout.Name} has the classes 0 to {Layout.Outputs - 1}";
    }

    internal override Evaluation EvaluateChecked(Dataset<TLabel> data) => EvaluateInBlocks<int>(data, this);

    /// <summary>The number of a class, from 0; -1 if the label is none. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract int IndexOf(TLabel label);

    /// <summary>The sum of the losses of some rows; no weights if all count 1. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights);

    /// <summary>Counts the classes with the largest scores.</summary>
    private readonly struct ConfusionCounter(ConfusionMatrix<TLabel> matrix) : IBlockReader<int>
    {
        public void Read(ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, ReadOnlySpan<float> scores)
        {
            var classes = matrix.Classes.Count;
            for (var row = 0; row < rows.Length; row++)
            {
                matrix.Add(targets[row], TensorPrimitives.IndexOfMax(scores.Slice(row * classes, classes)));
            }
        }
    }
}
