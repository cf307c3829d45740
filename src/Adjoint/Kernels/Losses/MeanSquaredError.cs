using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean of (p - t)² over the outputs: PyTorch's <c>MSELoss</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class MeanSquaredError
{
    /// <summary>The sum over the rows of weight · the mean of (p - t)², with the number of rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
    /// <param name="weights">What each row counts for, [rows]; empty if all count 1.</param>
    /// <returns>The sum, in double precision.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static LossSum Loss(int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Loss(default(Element), rows, outputs, outputs, predictions, targets, weights);

    /// <summary>
    /// The sum over the rows of weight · the mean of (p - t)², with the number of rows, and the gradient of the mean, dp = 2 (p - t) · weight / (rows · outputs).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="predictions">p, [rows, outputs].</param>
    /// <param name="targets">t, [rows, outputs].</param>
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
            var difference = TSimd.Subtract(p, t);
            loss = TSimd.Multiply(difference, difference);
            derivative = TSimd.Add(difference, difference);
        }
    }
}
