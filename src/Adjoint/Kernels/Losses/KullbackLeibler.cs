using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The sum of t · (ln t - p) over the outputs, p being logarithms of probabilities and t probabilities: PyTorch's <c>KLDivLoss</c> with
/// <c>reduction='batchmean'</c>.
/// Where t is 0, so is the loss.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class KullbackLeibler
{
    /// <summary>The sum over the rows of weight · the sum of t · (ln t - p), with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, logarithms of probabilities, [rows, outputs].</param>
    /// <param name="targets">t, probabilities, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum Loss(int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Loss(default(Element), rows, outputs, 1, predictions, targets, weights);

    /// <summary>The sum over the rows of weight · the sum of t · (ln t - p), with the number of rows, and the gradient of the mean, dp = -t · weight / rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, logarithms of probabilities, [rows, outputs].</param>
    /// <param name="targets">t, probabilities, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dPredictions">Receives dp, [rows, outputs]; may be <paramref name="predictions"/>.</param>
    /// <returns>The sum, in double precision, as <c>Loss</c> adds it.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum LossAndGradient(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> dPredictions) =>
        ElementwiseLoss.LossAndGradient(default(Element), rows, outputs, 1, predictions, targets, weights, dPredictions);

    internal readonly struct Element : IElementwiseLoss
    {
        public static bool HasCoefficient => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector p, TVector t, TVector c, out TVector loss, out TVector derivative)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var zero = TSimd.Create(0f);
            var difference = TSimd.Subtract(Logarithm.Apply<TSimd, TVector>(t), p);
            loss = TSimd.Blend(TSimd.LessThanOrEqual(TSimd.Abs(t), zero), zero, TSimd.Multiply(t, difference));
            derivative = TSimd.Subtract(zero, t);
        }
    }
}
