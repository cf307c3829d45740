using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean over the outputs of (p - t)² / 2 where |p - t| is below delta, delta · (|p - t| - delta / 2) elsewhere: PyTorch's <c>HuberLoss</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Huber
{
    /// <summary>The sum over the rows of weight · the mean of the loss, with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="delta">Where the parabola becomes a line, above 0.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or delta is not above 0.</exception>
    public static LossSum Loss(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float delta = 1) =>
        ElementwiseLoss.Loss(new Element(Checked(delta)), rows, outputs, outputs, predictions, targets, weights);

    /// <summary>
    /// The sum over the rows of weight · the mean of the loss, with the number of rows, and the gradient of the mean, dp = (p - t, at most delta either way) · weight /
    /// (rows · outputs).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dPredictions">Receives dp, [rows, outputs]; may be <paramref name="predictions"/>.</param>
    /// <param name="delta">Where the parabola becomes a line, above 0.</param>
    /// <returns>The sum, in double precision, as <c>Loss</c> adds it.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or delta is not above 0.</exception>
    public static LossSum LossAndGradient(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> dPredictions, float delta = 1) =>
        ElementwiseLoss.LossAndGradient(new Element(Checked(delta)), rows, outputs, outputs, predictions, targets, weights, dPredictions);

    private static float Checked(float delta) =>
        delta > 0 ? delta : throw new ArgumentOutOfRangeException(nameof(delta), delta, "delta is above 0.");

    internal readonly struct Element(float delta) : IElementwiseLoss
    {
        public static bool HasCoefficient => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector>(TVector p, TVector t, TVector c, out TVector loss, out TVector derivative)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var difference = TSimd.Subtract(p, t);
            var magnitude = TSimd.Abs(difference);
            // NaN is the second operand, and stays.
            var least = TSimd.Min(TSimd.Create(delta), magnitude);
            loss = TSimd.Multiply(least, TSimd.FusedMultiplyAdd(least, TSimd.Create(-0.5f), magnitude));
            derivative = TSimd.CopySign(least, difference);
        }
    }
}
