namespace Adjoint.Terminal;

/// <summary>The losses of a whole training in a few means over equally many iterations: when there are too many, each two become one.</summary>
internal sealed class LossCurve
{
    /// <summary>The most points that <see cref="Points"/> returns.</summary>
    public const int MostPoints = 48;

    private readonly double[] _means = new double[2 * MostPoints];
    private int _count;
    private int _stride = 1;
    private int _pending;
    private double _sum;

    /// <summary>Adds the loss of an iteration; one that is no number is left out.</summary>
    public void Add(double loss)
    {
        if (!double.IsFinite(loss))
        {
            return;
        }

        _sum += loss;
        if (++_pending < _stride)
        {
            return;
        }

        _means[_count++] = _sum / _stride;
        (_sum, _pending) = (0, 0);
        if (_count == _means.Length)
        {
            _count /= 2;
            _stride *= 2;
            for (var i = 0; i < _count; i++)
            {
                _means[i] = (_means[2 * i] + _means[(2 * i) + 1]) / 2;
            }
        }
    }

    /// <summary>The curve so far from the first iteration to the latest: at most <see cref="MostPoints"/> means, over equally many iterations but for one or so.</summary>
    public double[] Points()
    {
        var points = new double[Math.Min(_count, MostPoints)];
        for (var i = 0; i < points.Length; i++)
        {
            var (first, end) = (i * _count / points.Length, (i + 1) * _count / points.Length);
            points[i] = _means.AsSpan(first, end - first).ToArray().Average();
        }

        return points;
    }
}
