using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean over the outputs of (p - t)² / (2 beta) where |p - t| is below beta, |p - t| - beta / 2 elsewhere: PyTorch's <c>SmoothL1Loss</c>.
/// <see cref="MeanAbsoluteError"/> where beta is 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class SmoothL1
{
    /// <summary>The sum over the rows of weight · the mean of the loss, with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="beta">Where the parabola becomes a line, at least 0.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or beta is negative.</exception>
    public static LossSum Loss(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float beta = 1) =>
        ElementwiseLoss.Loss(new Element(Checked(beta)), rows, outputs, outputs, predictions, targets, weights);

    /// <summary>
    /// The sum over the rows of weight · the mean of the loss, with the number of rows, and the gradient of the mean, dp = ((p - t) / beta, at most 1 either way) · weight
    /// / (rows · outputs).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <param name="dPredictions">Receives dp, [rows, outputs]; may be <paramref name="predictions"/>.</param>
    /// <param name="beta">Where the parabola becomes a line, at least 0.</param>
    /// <returns>The sum, in double precision, as <c>Loss</c> adds it.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or beta is negative.</exception>
    public static LossSum LossAndGradient(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> dPredictions, float beta = 1) =>
        ElementwiseLoss.LossAndGradient(new Element(Checked(beta)), rows, outputs, outputs, predictions, targets, weights, dPredictions);

    // Of the smallest number that has a reciprocal the parabola is narrower than any difference that counts: beta = 0 needs no case of its own.
    private static float Checked(float beta) =>
        beta >= 0 ? Math.Max(beta, 1e-37f) : throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta is at least 0.");

    internal readonly struct Element(float beta) : IElementwiseLoss
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
            var least = TSimd.Min(TSimd.Create(beta), magnitude);
            var slope = TSimd.Divide(least, TSimd.Create(beta));
            loss = TSimd.Multiply(slope, TSimd.FusedMultiplyAdd(least, TSimd.Create(-0.5f), magnitude));
            derivative = TSimd.CopySign(slope, difference);
        }
    }
}
