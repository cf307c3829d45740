using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A model whose outputs are scores of classes of which each sample has one: what its two kinds of labels have in common.</summary>
/// <typeparam name="TLabel">What a sample is labelled with: its class, or <c>float</c> for a probability of each.</typeparam>
/// <typeparam name="TClass">A class: an enum, or <c>int</c> from 0.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class SoftmaxClassifier<TLabel, TClass> : Network<TLabel>
    where TLabel : unmanaged
    where TClass : unmanaged
{
    private protected SoftmaxClassifier(string rejection)
        : base(rejection)
    {
    }

    private protected SoftmaxClassifier(NetworkLayout layout, int seed)
        : base(layout, seed)
    {
    }

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
    [OverloadResolutionPriority(1)] // Numbers that are written down as [1, 2] are floats.
    public TClass Classify(ReadOnlySpan<float> inputs)
    {
        RequireOneRow(inputs);
        TClass label = default;
        Classify(inputs, new Span<TClass>(ref label));
        return label;
    }

    /// <summary>The most probable class of one sample of whole numbers, such as the indices that an embedding looks up.</summary>
    /// <inheritdoc cref="Classify(ReadOnlySpan{float})"/>
    public TClass Classify(ReadOnlySpan<int> inputs)
    {
        var floats = ArrayPool<float>.Shared.Rent(inputs.Length);
        TensorPrimitives.ConvertChecked(inputs, floats);
        var label = Classify(floats.AsSpan(0, inputs.Length));
        ArrayPool<float>.Shared.Return(floats);
        return label;
    }

    /// <summary>The most probable class of each sample; of equal ones the first.</summary>
    /// <param name="inputs">Any number of rows of features, row-major: rows x inputs.</param>
    /// <param name="labels">Receives a class for each row.</param>
    /// <exception cref="ArgumentException">The inputs are not as many whole rows as there are labels.</exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<TClass> labels)
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
                labels[first + row] = LabelAt(Largest(logits, row));
            }
        }

        ArrayPool<float>.Shared.Return(scores);
    }

    /// <summary>The class of a number. Emitted.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract TClass LabelAt(int index);

    /// <summary>The number of the class with the largest score of a row; of equal ones the first.</summary>
    private protected int Largest(ReadOnlySpan<float> scores, int row) => TensorPrimitives.IndexOfMax(scores.Slice(row * Layout.Outputs, Layout.Outputs));
}
