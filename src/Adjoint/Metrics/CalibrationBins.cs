namespace Adjoint;

/// <summary>Counts of confidences and of what came true, in bins of equal width: bin m of M is ((m - 1)/M, m/M].</summary>
internal sealed class CalibrationBins
{
    private readonly long[] _samples;
    private readonly long[] _correct;
    private readonly double[] _confidence;

    public CalibrationBins(int bins)
    {
        if (bins < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, $"There are {bins} bins, expected 1 or more.");
        }

        _samples = new long[bins];
        _correct = new long[bins];
        _confidence = new double[bins];
    }

    public int Count => _samples.Length;

    public long Samples { get; private set; }

    /// <summary>The mean of |share that came true - mean confidence| over the bins, each counted by its rows.</summary>
    public double Error
    {
        get
        {
            var sum = 0.0;
            for (var bin = 0; bin < Count; bin++)
            {
                // samples / all · |correct / samples - confidence / samples|
                sum += Math.Abs(_correct[bin] - _confidence[bin]);
            }

            return sum / Samples;
        }
    }

    public CalibrationBin this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no bin {index}, expected 0 to {Count - 1}.");
            }

            var divisor = Math.Max(_samples[index], 1);
            return new(Edge(index), Edge(index + 1), _samples[index], _confidence[index] / divisor, (double)_correct[index] / divisor);
        }
    }

    public void Add(double confidence, bool isTrue)
    {
        var bin = BinOf(confidence);
        _samples[bin]++;
        _confidence[bin] += confidence;
        _correct[bin] += isTrue ? 1 : 0;
        Samples++;
    }

    public void Reset()
    {
        Array.Clear(_samples);
        Array.Clear(_correct);
        Array.Clear(_confidence);
        Samples = 0;
    }

    private double Edge(int bin) => (double)bin / Count;

    private int BinOf(double confidence)
    {
        var bin = Math.Max((int)Math.Ceiling(confidence * Count) - 1, 0);

        // The product is rounded: on an edge it may fall on the wrong side of it.
        return bin > 0 && confidence <= Edge(bin) ? bin - 1
            : confidence > Edge(bin + 1) ? bin + 1
            : bin;
    }
}
