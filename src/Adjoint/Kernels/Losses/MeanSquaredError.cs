using System.ComponentModel;

namespace Adjoint.Kernels;

/// <summary>The squared error between predictions p and targets t, added in double precision.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class MeanSquaredError
{
    /// <summary>The sum over all elements of (p - t)².</summary>
    /// <param name="predictions">p.</param>
    /// <param name="targets">t, as many elements.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        Require.Same(targets.Length, predictions.Length);
        return SquaredDifferences.Sum<SquaredDifferences.Nowhere>(predictions, targets, 0, []);
    }

    /// <summary>The mean over all n elements of (p - t)², and its gradient dp = 2 (p - t) / n.</summary>
    /// <param name="predictions">p.</param>
    /// <param name="targets">t, as many elements.</param>
    /// <param name="dPredictions">Receives dp, as many elements; may be <paramref name="predictions"/>.</param>
    /// <returns>The mean; NaN if there are no elements.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float LossAndGradient(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> dPredictions)
    {
        Require.Same(targets.Length, predictions.Length);
        Require.Same(dPredictions.Length, predictions.Length);
        var scale = (float)(2.0 / predictions.Length);
        return (float)(SquaredDifferences.Sum<SquaredDifferences.Gradient>(predictions, targets, scale, dPredictions) / predictions.Length);
    }
}
