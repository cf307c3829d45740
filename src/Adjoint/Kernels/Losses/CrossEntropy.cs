using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Softmax and negative log-likelihood in one, PyTorch's <c>CrossEntropyLoss</c>: for a row x with label l the loss is log(sum over j of exp(x[j] - m)) - (x[l] - m)
/// with m the largest logit, which neither overflows nor takes the logarithm of zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class CrossEntropy
{
    /// <summary>
    /// The sum over the rows of w · loss, to be divided by their number; with class weights v the sum of w · v[l] · loss, to be divided by the sum of v[l]. Smoothing
    /// by s
    /// makes v[l] · loss into (1 - s) · v[l] · -ln p[l] + s / classes · (the sum over c of v[c] · -ln p[c]), p being softmax(x).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows], each in 0 ... classes - 1.</param>
    /// <param name="weights">w, what each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="classWeights">v, [classes]; empty for none.</param>
    /// <param name="labelSmoothing">s, in [0, 1].</param>
    /// <returns>The sum, of the same terms in the same order as <c>LossAndGradient</c> adds, and what to divide it by.</returns>
    /// <exception cref="ArgumentException">A span is too short, or there are not as many class weights as classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, a label is none of the classes, or the smoothing is outside of [0, 1].</exception>
    public static LossSum Loss(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights = default,
        float labelSmoothing = 0)
    {
        Require.Block(labels.Length, rows, 1);
        Check(rows, classes, logits, weights, classWeights, labelSmoothing);
        var target = new Labels(classes, labels, weights, classWeights);
        if (labelSmoothing == 0 && classes < Rows.Wide)
        {
            return Narrow(target, rows, classes, logits, labels, weights, classWeights, []);
        }

        return labelSmoothing == 0
            ? CrossEntropyLoop.Loss(target, rows, classes, logits)
            : CrossEntropyLoop.Loss(new SmoothedLabels(target, classes, classWeights, labelSmoothing), rows, classes, logits);
    }

    /// <summary>
    /// The same sum, and the gradient of its quotient: without weights and smoothing dx = (softmax(x) - onehot(l)) / rows. It is zero for labels whose classes
    /// weigh nothing.
    /// </summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows], each in 0 ... classes - 1.</param>
    /// <param name="weights">w, what each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dLogits">Receives dx, [rows, classes]; may be <paramref name="logits"/>.</param>
    /// <param name="classWeights">v, [classes]; empty for none.</param>
    /// <param name="labelSmoothing">s, in [0, 1].</param>
    /// <returns>The sum, in double precision, and what to divide it by, as <c>Loss</c> adds them.</returns>
    /// <exception cref="ArgumentException">A span is too short, or there are not as many class weights as classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, a label is none of the classes, or the smoothing is outside of [0, 1].</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LossSum LossAndGradient(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, Span<float> dLogits,
        ReadOnlySpan<float> classWeights = default, float labelSmoothing = 0)
    {
        Require.Block(labels.Length, rows, 1);
        Require.Block(dLogits.Length, rows, classes);
        Check(rows, classes, logits, weights, classWeights, labelSmoothing);
        var target = new Labels(classes, labels, weights, classWeights);
        if (labelSmoothing == 0 && classes < Rows.Wide)
        {
            return Narrow(target, rows, classes, logits, labels, weights, classWeights, dLogits);
        }

        return labelSmoothing == 0
            ? CrossEntropyLoop.LossAndGradient(target, rows, classes, logits, dLogits)
            : CrossEntropyLoop.LossAndGradient(new SmoothedLabels(target, classes, classWeights, labelSmoothing), rows, classes, logits, dLogits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static LossSum Narrow(
        Labels target, int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, Span<float> dLogits)
    {
        var divisor = target.Divisor(rows);
        return new LossSum(NarrowLabels.Run(rows, classes, logits, labels, weights, classWeights, divisor, dLogits), divisor);
    }

    private static void Check(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, float labelSmoothing)
    {
        Require.Block(logits.Length, rows, classes);
        if (!weights.IsEmpty)
        {
            Require.Block(weights.Length, rows, 1);
        }

        if (!classWeights.IsEmpty)
        {
            Require.Same(classWeights.Length, classes);
        }

        if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing is between 0 and 1.");
        }
    }

    /// <summary>a[l] = v[l].</summary>
    private readonly ref struct Labels(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights) : ICrossEntropyTarget
    {
        private readonly ReadOnlySpan<int> _labels = labels;
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly ReadOnlySpan<float> _classWeights = classWeights;

        public double Divisor(int rows)
        {
            if (_classWeights.IsEmpty)
            {
                return rows;
            }

            var sum = 0.0;
            for (var r = 0; r < rows; r++)
            {
                sum += _classWeights[Label(r)];
            }

            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Label(int row) => (uint)_labels[row] < (uint)classes ? _labels[row] : ThrowLabel(_labels[row], classes);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Weight(int row) => _weights.IsEmpty ? 1 : _weights[row];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Mass(int row) => _classWeights.IsEmpty ? 1 : _classWeights[Label(row)];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Chosen(int row, ReadOnlySpan<float> logits, float max) => Mass(row) * ((double)logits[Label(row)] - max);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Differentiate(int row, Span<float> exponentials, double sum, double scale)
        {
            scale *= Mass(row);
            // The label's own entry in double: its difference from one is what a nearly trained model learns from.
            var label = Label(row);
            var own = (float)(((exponentials[label] / sum) - 1) * scale);
            Rows.Scale(exponentials, (float)(scale / sum));
            exponentials[label] = own;
        }

        private static int ThrowLabel(int label, int classes) =>
            throw new ArgumentOutOfRangeException(nameof(label), label, $"The label {label} is none of 0 ... {classes - 1}.");
    }
}
