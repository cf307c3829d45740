namespace Adjoint.Kernels;

/// <content>Labels that share their probability with the other classes.</content>
public static partial class CrossEntropy
{
    /// <summary>a[c] = s / classes · v[c], and (1 - s) · v[l] besides for the label.</summary>
    private readonly ref struct SmoothedLabels : ICrossEntropyTarget
    {
        private readonly Labels _labels;
        private readonly ReadOnlySpan<float> _classWeights;
        private readonly double _own;
        private readonly double _each;
        private readonly double _shared;

        public SmoothedLabels(Labels labels, int classes, ReadOnlySpan<float> classWeights, float smoothing)
        {
            _labels = labels;
            _classWeights = classWeights;
            _own = 1 - (double)smoothing;
            _each = (double)smoothing / classes;
            _shared = _each * (classWeights.IsEmpty ? classes : Rows.Sum(classWeights));
        }

        public double Divisor(int rows) => _labels.Divisor(rows);

        public double Weight(int row) => _labels.Weight(row);

        public double Mass(int row) => (_own * _labels.Mass(row)) + _shared;

        public double Chosen(int row, ReadOnlySpan<float> logits, float max)
        {
            var sum = 0.0;
            for (var c = 0; c < logits.Length; c++)
            {
                sum += Times(ClassWeight(c), (double)logits[c] - max);
            }

            return Times(_own, _labels.Chosen(row, logits, max)) + (_each * sum);
        }

        public void Differentiate(int row, Span<float> exponentials, double sum, double scale)
        {
            var (mass, label) = (Mass(row), _labels.Label(row));
            var own = (mass * exponentials[label] / sum) - (_own * _labels.Mass(row)) - (_each * ClassWeight(label));
            for (var c = 0; c < exponentials.Length; c++)
            {
                exponentials[c] = (float)(((mass * exponentials[c] / sum) - (_each * ClassWeight(c))) * scale);
            }

            exponentials[label] = (float)(own * scale);
        }

        private double ClassWeight(int c) => _classWeights.IsEmpty ? 1 : _classWeights[c];
    }
}
