using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>
/// How far the probability of the predicted class is from how often it is right: rows are sorted into bins of equal width by that
/// probability, and |accuracy - mean confidence| is averaged over the bins, each counted by its rows. 0 is perfectly calibrated.
/// </summary>
/// <remarks>
/// Guo et al., "On Calibration of Modern Neural Networks" (2017), equation 3: bin m of M is ((m - 1)/M, m/M]. Adding allocates nothing.
/// </remarks>
public sealed class ExpectedCalibrationError : IClassifierMetric
{
    private readonly int _classes;
    private readonly CalibrationBins _bins;

    /// <summary>Counts from zero.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <param name="bins">How many bins of equal width divide 0 to 1, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, or no bins.</exception>
    public ExpectedCalibrationError(int classes, int bins = 15)
    {
        MetricCheck.Classes(classes);
        _classes = classes;
        _bins = new(bins);
    }

    /// <summary>How many bins there are.</summary>
    public int Bins => _bins.Count;

    /// <summary>How many rows were counted.</summary>
    public long Samples => _bins.Samples;

    /// <summary>The error so far, 0 to 1; NaN before the first row.</summary>
    public double Value => _bins.Error;

    /// <summary>One bin, from the lowest confidence.</summary>
    /// <param name="index">0 ... <see cref="Bins"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin.</exception>
    public CalibrationBin this[int index] => _bins[index];

    /// <inheritdoc cref="LogLoss.Add(int, ReadOnlySpan{float})"/>
    public void Add(int actual, ReadOnlySpan<float> scores) => Add(new ReadOnlySpan<int>(in actual), scores);

    /// <inheritdoc cref="LogLoss.Add(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores)
    {
        MetricCheck.Probabilities(_classes, actual, scores);
        for (var row = 0; row < actual.Length; row++)
        {
            var ofRow = scores.Slice(row * _classes, _classes);
            var predicted = TensorPrimitives.IndexOfMax(ofRow);
            _bins.Add(Math.Min((double)ofRow[predicted], 1), predicted == actual[row]);
        }
    }

    /// <inheritdoc/>
    public void Reset() => _bins.Reset();
}
