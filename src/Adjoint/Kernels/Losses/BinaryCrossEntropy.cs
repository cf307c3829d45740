using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean over the outputs of -(c · t · ln σ(x) + (1 - t) · ln(1 - σ(x))), σ being the logistic function and c the weight of the positive class: PyTorch's
/// <c>BCEWithLogitsLoss</c>. With l = ln(1 + exp(-|x|)) it is c · t · (max(-x, 0) + l) + (1 - t) · (max(x, 0) + l), where nothing overflows or cancels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class BinaryCrossEntropy
{
    /// <summary>The sum over the rows of weight · the mean of the loss, with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="logits">x, [rows, outputs].</param>
    /// <param name="targets">t, 0 ... 1, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="positiveWeights">c, [outputs], or one number for all of them; empty if all are 1.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short, or the positive weights are neither one nor as many as the outputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum Loss(
        int rows, int outputs, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> positiveWeights = default) =>
        ElementwiseLoss.Loss(default(Element), rows, outputs, outputs, logits, targets, weights, positiveWeights);

    /// <summary>
    /// The sum over the rows of weight · the mean of the loss, with the number of rows, and the gradient of the mean, dx = ((1 - t) · σ(x) - c · t · σ(-x)) · weight /
    /// (rows · outputs).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="logits">x, [rows, outputs].</param>
    /// <param name="targets">t, 0 ... 1, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dLogits">Receives dx, [rows, outputs]; may be <paramref name="logits"/>.</param>
    /// <param name="positiveWeights">c, [outputs], or one number for all of them; empty if all are 1.</param>
    /// <returns>The sum, in double precision, as <c>Loss</c> adds it.</returns>
    /// <exception cref="ArgumentException">A span is too short, or the positive weights are neither one nor as many as the outputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum LossAndGradient(
        int rows, int outputs, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> dLogits,
        ReadOnlySpan<float> positiveWeights = default) =>
        ElementwiseLoss.LossAndGradient(default(Element), rows, outputs, outputs, logits, targets, weights, dLogits, positiveWeights);

    internal readonly struct Element : IElementwiseLoss
    {
        public static bool HasCoefficient => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector x, TVector t, TVector c, out TVector loss, out TVector derivative)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var (zero, one) = (TSimd.Create(0f), TSimd.Create(1f));
            var magnitude = TSimd.Abs(x);
            var e = Exponential.OfSmall<TSimd, TVector>(TSimd.Subtract(zero, magnitude));
            var l = Logarithm.OnePlus.Apply<TSimd, TVector>(e);
            var (positive, negative) = (TSimd.Multiply(c, t), TSimd.Subtract(one, t));
            // max(x, 0) and max(-x, 0); NaN stays in l.
            var above = TSimd.Max(x, zero);
            var below = TSimd.Subtract(above, x);
            loss = TSimd.FusedMultiplyAdd(positive, TSimd.Add(below, l), TSimd.Multiply(negative, TSimd.Add(above, l)));
            // σ of |x| and of -|x|, each with its own small numbers.
            var larger = TSimd.Divide(one, TSimd.Add(one, e));
            var smaller = TSimd.Multiply(e, larger);
            var isNegative = TSimd.LessThan(x, zero);
            var ofX = TSimd.Blend(isNegative, smaller, larger);
            var ofMinusX = TSimd.Blend(isNegative, larger, smaller);
            derivative = TSimd.Subtract(TSimd.Multiply(negative, ofX), TSimd.Multiply(positive, ofMinusX));
        }
    }
}
