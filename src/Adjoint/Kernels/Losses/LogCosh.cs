using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The mean of ln(cosh(p - t)) over the outputs (Keras: <c>LogCosh</c>). With d = |p - t| it is d + ln(1 + exp(-2d)) - ln 2, which cannot overflow; below 1,
/// where that would cancel, it is -ln(1 - tanh²(d)) / 2.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LogCosh
{
    /// <summary>The sum over the rows of weight · the mean of ln(cosh(p - t)), with the number of rows.</summary>
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
    /// The sum over the rows of weight · the mean of ln(cosh(p - t)), with the number of rows, and the gradient of the mean, dp = tanh(p - t) · weight / (rows · outputs).
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
            var d = TSimd.Abs(difference);
            derivative = Tanh.Apply<TSimd, TVector>(difference);
            var near = TSimd.LessThan(d, TSimd.Create(1f));
            // One logarithm serves both.
            var decayed = Exponential.OfSmall<TSimd, TVector>(TSimd.Multiply(d, TSimd.Create(-2f)));
            var square = TSimd.Multiply(TSimd.Multiply(derivative, derivative), TSimd.Create(-1f));
            var logarithm = Logarithm.OnePlus.Apply<TSimd, TVector>(TSimd.Blend(near, square, decayed));
            var far = TSimd.Add(TSimd.Subtract(d, TSimd.Create(0.6931471805599453f)), logarithm);
            loss = TSimd.Blend(near, TSimd.Multiply(logarithm, TSimd.Create(-0.5f)), far);
        }
    }
}
