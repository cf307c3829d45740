using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>Probabilities of the classes in the place of labels.</content>
public static partial class CrossEntropy
{
    /// <summary>
    /// The sum over the rows of w · (the sum over c of v[c] · q[c] · -ln p[c]), to be divided by their number, with p = softmax(x) and q = (1 - s) · t + s / classes.
    /// As in PyTorch, class weights do not change the divisor here.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="probabilities">t, [rows, classes]; a class whose coefficient is zero adds nothing, whatever its logit.</param>
    /// <param name="weights">w, what each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="classWeights">v, [classes]; empty for none.</param>
    /// <param name="labelSmoothing">s, in [0, 1].</param>
    /// <returns>The sum, of the same terms in the same order as <c>LossAndGradient</c> adds, and the number of rows.</returns>
    /// <exception cref="ArgumentException">A span is too short, or there are not as many class weights as classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the smoothing is outside of [0, 1].</exception>
    public static LossSum Loss(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights = default,
        float labelSmoothing = 0)
    {
        Require.Block(probabilities.Length, rows, classes);
        Check(rows, classes, logits, weights, classWeights, labelSmoothing);
        return CrossEntropyLoop.Loss(new Distributions(classes, probabilities, weights, classWeights, labelSmoothing), rows, classes, logits);
    }

    /// <summary>The same sum, and the gradient of the mean: without weights and smoothing dx = (softmax(x) · (the sum of t) - t) / rows.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="probabilities">t, [rows, classes]; a class whose coefficient is zero adds nothing, whatever its logit.</param>
    /// <param name="weights">w, what each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dLogits">Receives dx, [rows, classes]; may be <paramref name="logits"/>, but not <paramref name="probabilities"/>.</param>
    /// <param name="classWeights">v, [classes]; empty for none.</param>
    /// <param name="labelSmoothing">s, in [0, 1].</param>
    /// <returns>The sum, in double precision, and what to divide it by, as <c>Loss</c> adds them.</returns>
    /// <exception cref="ArgumentException">A span is too short, or there are not as many class weights as classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the smoothing is outside of [0, 1].</exception>
    public static LossSum LossAndGradient(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> weights, Span<float> dLogits,
        ReadOnlySpan<float> classWeights = default, float labelSmoothing = 0)
    {
        Require.Block(probabilities.Length, rows, classes);
        Require.Block(dLogits.Length, rows, classes);
        Check(rows, classes, logits, weights, classWeights, labelSmoothing);
        return CrossEntropyLoop.LossAndGradient(new Distributions(classes, probabilities, weights, classWeights, labelSmoothing), rows, classes, logits, dLogits);
    }

    /// <summary>Zero times whatever is zero, infinities included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Times(double coefficient, double value) => coefficient == 0 ? 0 : coefficient * value;

    /// <summary>a[c] = v[c] · ((1 - s) · t[c] + s / classes).</summary>
    private readonly ref struct Distributions(
        int classes, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, float smoothing) : ICrossEntropyTarget
    {
        private readonly ReadOnlySpan<float> _probabilities = probabilities;
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly ReadOnlySpan<float> _classWeights = classWeights;
        private readonly double _own = 1 - (double)smoothing;
        private readonly double _each = (double)smoothing / classes;

        public double Divisor(int rows) => rows;

        public double Weight(int row) => _weights.IsEmpty ? 1 : _weights[row];

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Mass(int row)
        {
            var target = Row(row);
            var sum = 0.0;
            for (var c = 0; c < target.Length; c++)
            {
                sum += Coefficient(target, c);
            }

            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Chosen(int row, ReadOnlySpan<float> logits, float max)
        {
            var target = Row(row);
            var sum = 0.0;
            for (var c = 0; c < logits.Length; c++)
            {
                sum += Times(Coefficient(target, c), (double)logits[c] - max);
            }

            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Differentiate(int row, Span<float> exponentials, double sum, double scale)
        {
            var target = Row(row);
            var factor = Mass(row) / sum * scale;
            for (var c = 0; c < exponentials.Length; c++)
            {
                exponentials[c] = (float)((exponentials[c] * factor) - (Coefficient(target, c) * scale));
            }
        }

        private ReadOnlySpan<float> Row(int row) => _probabilities.Slice(row * classes, classes);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private double Coefficient(ReadOnlySpan<float> target, int c) =>
            ((_own * target[c]) + _each) * (_classWeights.IsEmpty ? 1 : _classWeights[c]);
    }
}
