using System.Runtime.CompilerServices;

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
            _shared = _each * (classWeights.IsEmpty ? classes : RowSum.Of(default(Terms.Value), classWeights));
        }

        public double Divisor(int rows) => _labels.Divisor(rows);

        public double Weight(int row) => _labels.Weight(row);

        public double Mass(int row) => (_own * _labels.Mass(row)) + _shared;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Chosen(int row, ReadOnlySpan<float> logits, float max)
        {
            var sum = 0.0;
            if (_classWeights.IsEmpty)
            {
                foreach (var logit in logits)
                {
                    sum += (double)logit - max;
                }
            }
            else
            {
                for (var c = 0; c < logits.Length; c++)
                {
                    sum += Times(_classWeights[c], (double)logits[c] - max);
                }
            }

            return Times(_own, _labels.Chosen(row, logits, max)) + (_each * sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Differentiate(int row, Span<float> exponentials, double sum, double scale)
        {
            var (factor, each, label) = (Mass(row) / sum * scale, _each * scale, _labels.Label(row));
            var own = (exponentials[label] * factor) - (_own * _labels.Mass(row) * scale);
            if (_classWeights.IsEmpty)
            {
                foreach (ref var entry in exponentials)
                {
                    entry = (float)((entry * factor) - each);
                }

                exponentials[label] = (float)(own - each);
                return;
            }

            for (var c = 0; c < exponentials.Length; c++)
            {
                exponentials[c] = (float)((exponentials[c] * factor) - (each * _classWeights[c]));
            }

            exponentials[label] = (float)(own - (each * _classWeights[label]));
        }
    }
}
