namespace Adjoint;

/// <summary>The share of rows whose class is among the k classes with the highest scores.</summary>
/// <remarks>
/// scikit-learn's <c>top_k_accuracy_score</c>, but that of classes with the same score the first rank higher, so that k = 1 is the
/// <see cref="Accuracy"/>; there the last do. Adding allocates nothing.
/// </remarks>
public sealed class TopKAccuracy : IClassifierMetric
{
    private readonly int _classes;
    private long _correct;

    /// <summary>Counts from zero.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <param name="k">How many of the highest scores count, 1 to <paramref name="classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, or k is out of its range.</exception>
    public TopKAccuracy(int classes, int k = 5)
    {
        MetricCheck.Classes(classes);
        if (k < 1 || k > classes)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is {k}, expected 1 to {classes}, the number of classes.");
        }

        _classes = classes;
        K = k;
    }

    /// <summary>How many of the highest scores count.</summary>
    public int K { get; }

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The accuracy so far, 0 to 1; NaN before the first row.</summary>
    public double Value => (double)_correct / Samples;

    /// <inheritdoc cref="Accuracy.Add(int, ReadOnlySpan{float})"/>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Scores(_classes, actual, scores);
        for (var row = 0; row < actual.Length; row++)
        {
            _correct += RankOf(actual[row], scores.Slice(row * _classes, _classes)) < K ? 1 : 0;
        }

        Samples += actual.Length;
    }

    /// <inheritdoc/>
    public void Reset() => (_correct, Samples) = (0, 0);

    /// <summary>How many classes are ahead of one.</summary>
    private static int RankOf(int actual, ReadOnlySpan<float> scores)
    {
        var (score, rank) = (scores[actual], 0);
        for (var i = 0; i < scores.Length; i++)
        {
            rank += scores[i] > score || (scores[i] == score && i < actual) ? 1 : 0;
        }

        return rank;
    }
}
