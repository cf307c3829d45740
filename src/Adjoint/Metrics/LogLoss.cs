namespace Adjoint;

/// <summary>The mean of -ln(probability of the true class): the cross-entropy of probabilities, in nats.</summary>
/// <remarks>
/// scikit-learn's <c>log_loss</c> of float32 probabilities: they are clipped to [2⁻²³, 1 - 2⁻²³] and divided by their sum, so that a certain
/// mistake costs 15.9 and not infinity. Summed in double precision. Adding allocates nothing.
/// </remarks>
public sealed class LogLoss : IClassifierMetric
{
    private const double Least = 1.0 / (1 << 23);

    private readonly int _classes;
    private double _sum;

    /// <summary>Counts from zero.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public LogLoss(int classes)
    {
        MetricCheck.Classes(classes);
        _classes = classes;
    }

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The mean so far, 0 or more; NaN before the first row.</summary>
    public double Value => _sum / Samples;

    /// <summary>Counts one row.</summary>
    /// <param name="actual">The number of the true class, from 0.</param>
    /// <param name="scores">The probability of each class, 0 to 1.</param>
    /// <exception cref="ArgumentException">There are not as many probabilities as classes, one is not in 0 to 1, or there is no such class.</exception>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <summary>Counts a block of rows: all of it, or nothing where it is refused.</summary>
    /// <param name="actual">The number of the true class of each row, from 0.</param>
    /// <param name="scores">The probabilities, 0 to 1: rows x classes, row-major.</param>
    /// <exception cref="ArgumentException">The probabilities are not as many whole rows as there are classes given, one is not in 0 to 1, or there is no such class.</exception>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Probabilities(_classes, actual, scores);
        for (var row = 0; row < actual.Length; row++)
        {
            var ofRow = scores.Slice(row * _classes, _classes);
            var total = 0.0;
            foreach (var probability in ofRow)
            {
                total += Clip(probability);
            }

            _sum -= Math.Log(Clip(ofRow[actual[row]]) / total);
        }

        Samples += actual.Length;
    }

    /// <inheritdoc/>
    public void Reset() => (_sum, Samples) = (0, 0);

    /// <summary>What one answer of yes or no costs.</summary>
    internal static double Of(bool actual, float probability) => -Math.Log(actual ? Clip(probability) : 1 - Clip(probability));

    private static double Clip(float probability) => Math.Clamp((double)probability, Least, 1 - Least);
}
