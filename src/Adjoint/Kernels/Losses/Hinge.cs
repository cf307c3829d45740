using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean of max(0, 1 - t · p) over the outputs, for targets of -1 and 1 (Keras: <c>Hinge</c>). Its derivative is zero where 1 - t · p is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Hinge
{
    /// <summary>The sum over the rows of weight · the mean of max(0, 1 - t · p), with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, each -1 or 1, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum Loss(int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Loss(default(Element), rows, outputs, outputs, predictions, targets, weights);

    /// <summary>
    /// The sum over the rows of weight · the mean of max(0, 1 - t · p), with the number of rows, and the gradient of the mean, dp = (-t where t · p is below 1, 0
    /// elsewhere) · weight / (rows · outputs).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, each -1 or 1, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dPredictions">Receives dp, [rows, outputs]; may be <paramref name="predictions"/>.</param>
    /// <returns>The sum, in double precision, as <c>Loss</c> adds it.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum LossAndGradient(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> dPredictions) =>
        ElementwiseLoss.LossAndGradient(default(Element), rows, outputs, outputs, predictions, targets, weights, dPredictions);

    internal readonly struct Element : IElementwiseLoss
    {
        public static bool HasCoefficient => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector p, TVector t, TVector c, out TVector loss, out TVector derivative)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var zero = TSimd.Create(0f);
            var minusTarget = TSimd.Subtract(zero, t);
            var margin = TSimd.FusedMultiplyAdd(minusTarget, p, TSimd.Create(1f));
            // NaN is the second operand, and stays.
            loss = TSimd.Max(zero, margin);
            derivative = TSimd.Blend(TSimd.LessThanOrEqual(margin, zero), zero, minusTarget);
        }
    }
}
