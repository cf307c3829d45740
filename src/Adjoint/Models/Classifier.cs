using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are scores of classes.</summary>
/// <typeparam name="TLabel">The class of a sample: an enum, or <c>int</c> from 0.</typeparam>
public abstract class Classifier<TLabel> : Network<TLabel>
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

    /// <summary>The probabilities of the classes: softmax of the logits.</summary>
    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Logits(inputs, outputs);
        Softmax.Forward(outputs.Length / Layout.Outputs, Layout.Outputs, outputs, outputs);
    }

    /// <summary>The most probable class of one sample; of equal ones the first.</summary>
    /// <param name="inputs">One row of features.</param>
    /// <returns>The class.</returns>
    /// <exception cref="ArgumentException">The inputs are not one row.</exception>
    public TLabel Classify(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != Layout.Inputs)
        {
            throw new ArgumentException($"{inputs.Length} floats are not one row: a row of {Layout.Name} has {Layout.Inputs}.", nameof(inputs));
        }

        TLabel label = default;
        Classify(inputs, new Span<TLabel>(ref label));
        return label;
    }

    /// <summary>The most probable class of each sample; of equal ones the first.</summary>
    /// <param name="inputs">Any number of rows of features, row-major: rows x inputs.</param>
    /// <param name="labels">Receives a class for each row.</param>
    /// <exception cref="ArgumentException">The inputs are not as many whole rows as there are labels.</exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<TLabel> labels)
    {
        var rows = RowsOf(inputs);
        if (labels.Length != rows)
        {
            throw new ArgumentException($"{rows} rows of {Layout.Name} have a class each, but there is room for {labels.Length}.", nameof(labels));
        }

        // The scores of a block, not of all rows: a million rows of a thousand classes are more than an array can hold.
        var scores = ArrayPool<float>.Shared.Rent(Math.Min(rows, BlockRows) * Layout.Outputs);
        for (var first = 0; first < rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - first);
            var logits = scores.AsSpan(0, count * Layout.Outputs);
            Logits(inputs.Slice(first * Layout.Inputs, count * Layout.Inputs), logits);
            for (var row = 0; row < count; row++)
            {
                labels[first + row] = LabelAt(TensorPrimitives.IndexOfMax<float>(logits.Slice(row * Layout.Outputs, Layout.Outputs)));
            }
        }

        ArrayPool<float>.Shared.Return(scores);
    }

    /// <summary>Which classes are taken for which, over a set.</summary>
    /// <param name="data">The set.</param>
    /// <returns>The counts, a row for each true class and a column for each predicted one.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    public ConfusionMatrix<TLabel> Confusion(Dataset<TLabel> data)
    {
        Check(data, nameof(data));
        var matrix = new ConfusionMatrix<TLabel>([.. Enumerable.Range(0, Layout.Outputs).Select(LabelAt)]);
        for (var row = 0; row < data.Count; row++)
        {
            matrix.Add(IndexOf(data.Labels(row)[0]), IndexOf(Classify(data.Features(row))));
        }

        return matrix;
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

    internal override Evaluation EvaluateChecked(Dataset<TLabel> data)
    {
        var inputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Inputs);
        var outputs = ArrayPool<float>.Shared.Rent(BlockRows * Layout.Outputs);
        var labels = ArrayPool<int>.Shared.Rent(BlockRows);
        var loss = default(LossSum);
        long correct = 0;
        for (var first = 0; first < data.Count; first += BlockRows)
        {
            var rows = data.SourceRows.Slice(first, Math.Min(BlockRows, data.Count - first));
            var features = inputs.AsSpan(0, rows.Length * Layout.Inputs);
            var logits = outputs.AsSpan(0, rows.Length * Layout.Outputs);
            Batch.Gather(Layout.Inputs, data.SourceFeatures, rows, features);
            Logits(features, logits);
            for (var i = 0; i < rows.Length; i++)
            {
                labels[i] = IndexOf(data.SourceLabels[rows[i]]);
                correct += TensorPrimitives.IndexOfMax<float>(logits.Slice(i * Layout.Outputs, Layout.Outputs)) == labels[i] ? 1 : 0;
            }

            loss += LossSum(rows.Length, logits, labels.AsSpan(0, rows.Length));
        }

        ArrayPool<float>.Shared.Return(inputs);
        ArrayPool<float>.Shared.Return(outputs);
        ArrayPool<int>.Shared.Return(labels);
        return new Evaluation(loss.Mean, (double)correct / data.Count, data.Count);
    }

    /// <summary>The number of a class, from 0; -1 if the label is none. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract int IndexOf(TLabel label);

    /// <summary>The class of a number. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract TLabel LabelAt(int index);

    /// <summary>The sum of the losses of some rows. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossSum LossSum(int rows, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);
}
