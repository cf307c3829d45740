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
    private readonly long[] _samples;
    private readonly long[] _correct;
    private readonly double[] _confidence;

    /// <summary>Counts from zero.</summary>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <param name="bins">How many bins of equal width divide 0 to 1, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, or no bins.</exception>
    public ExpectedCalibrationError(int classes, int bins = 15)
    {
        MetricCheck.Classes(classes);
        if (bins < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, $"There are {bins} bins, expected 1 or more.");
        }

        _classes = classes;
        _samples = new long[bins];
        _correct = new long[bins];
        _confidence = new double[bins];
    }

    /// <summary>How many bins there are.</summary>
    public int Bins => _samples.Length;

    /// <summary>How many rows were counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The error so far, 0 to 1; NaN before the first row.</summary>
    public double Value
    {
        get
        {
            var sum = 0.0;
            for (var bin = 0; bin < Bins; bin++)
            {
                // samples / all · |correct / samples - confidence / samples|
                sum += Math.Abs(_correct[bin] - _confidence[bin]);
            }

            return sum / Samples;
        }
    }

    /// <summary>One bin, from the lowest confidence.</summary>
    /// <param name="index">0 ... <see cref="Bins"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin.</exception>
    public CalibrationBin this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Bins)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no bin {index}, expected 0 to {Bins - 1}.");
            }

            var divisor = Math.Max(_samples[index], 1);
            return new(Edge(index), Edge(index + 1), _samples[index], _confidence[index] / divisor, (double)_correct[index] / divisor);
        }
    }

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
            var confidence = Math.Min((double)ofRow[predicted], 1);
            var bin = BinOf(confidence);
            _samples[bin]++;
            _confidence[bin] += confidence;
            _correct[bin] += predicted == actual[row] ? 1 : 0;
        }

        Samples += actual.Length;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_samples);
        Array.Clear(_correct);
        Array.Clear(_confidence);
        Samples = 0;
    }

    private double Edge(int bin) => (double)bin / Bins;

    private int BinOf(double confidence)
    {
        var bin = Math.Max((int)Math.Ceiling(confidence * Bins) - 1, 0);

        // The product is rounded: on an edge it may fall on the wrong side of it.
        return bin > 0 && confidence <= Edge(bin) ? bin - 1
            : confidence > Edge(bin + 1) ? bin + 1
            : bin;
    }
}
