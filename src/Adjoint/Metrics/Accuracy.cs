using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>The share of rows whose highest score is that of their class; of equal scores the first counts, as in <see cref="SoftmaxClassifier{TLabel, TClass}.Classify(ReadOnlySpan{float})"/>.</summary>
/// <remarks>scikit-learn's <c>accuracy_score</c>. Adding allocates nothing.</remarks>
public sealed class Accuracy : IClassifierMetric
{
    private readonly int _classes;
    private long _correct;

    /// <summary>Counts from zero.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public Accuracy(int classes)
    {
        MetricCheck.Classes(classes);
        _classes = classes;
    }

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The accuracy so far, 0 to 1; NaN before the first row.</summary>
    public double Value => (double)_correct / Samples;

    /// <summary>Counts one row by its classes.</summary>
    /// <param name="actual">The number of the true class, from 0.</param>
    /// <param name="predicted">The number of the predicted class, from 0.</param>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        MetricCheck.Labels(_classes, new ReadOnlySpan<int>(in actual), nameof(actual));
        MetricCheck.Labels(_classes, new ReadOnlySpan<int>(in predicted), nameof(predicted));
        Count(actual, predicted);
    }

    /// <summary>Counts one row.</summary>
    /// <param name="actual">The number of the true class, from 0.</param>
    /// <param name="scores">A score for each class.</param>
    /// <inheritdoc cref="IClassifierMetric.Add" path="/exception"/>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Scores(_classes, actual, scores);
        for (var row = 0; row < actual.Length; row++)
        {
            Count(actual[row], TensorPrimitives.IndexOfMax(scores.Slice(row * _classes, _classes)));
        }
    }

    /// <inheritdoc/>
    public void Reset() => (_correct, Samples) = (0, 0);

    private void Count(int actual, int predicted)
    {
        _correct += actual == predicted ? 1 : 0;
        Samples++;
    }
}
