namespace Adjoint.Kernels;

/// <content>The statistics of training, which prediction uses.</content>
public static partial class BatchNorm
{
    /// <summary>
    /// mean = (1 - momentum) · mean + momentum · batch's mean, and the same for the variance, that of the batch being the unbiased one: variance · rows / (rows - 1).
    /// </summary>
    /// <param name="rows">Rows of the batch, at least two.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="momentum">What the batch counts; PyTorch's default is 0.1.</param>
    /// <param name="statistics">Those of the batch, [<see cref="StatisticsPerColumn"/>, width].</param>
    /// <param name="runningMean">[width]; begins as 0.</param>
    /// <param name="runningVariance">[width]; begins as 1.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative, or there are fewer than two rows: one has no variance.</exception>
    public static void UpdateRunning(
        int rows, int width, float momentum, ReadOnlySpan<float> statistics, Span<float> runningMean, Span<float> runningVariance)
    {
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        Require.Block(runningMean.Length, 1, width);
        Require.Block(runningVariance.Length, 1, width);
        if (rows < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A batch of {rows} rows has no variance: batch normalisation is trained on two or more.");
        }

        var keep = 1 - (double)momentum;
        var unbiased = (double)rows / (rows - 1) * momentum;
        for (var c = 0; c < width; c++)
        {
            var mean = (float)((keep * runningMean[c]) + (momentum * ((double)statistics[c] + statistics[width + c])));
            var variance = (float)((keep * runningVariance[c]) + (unbiased * statistics[(3 * width) + c]));
            // A batch whose statistics are not finite ends the training, and leaves the model as it was before it.
            if (float.IsFinite(mean) && float.IsFinite(variance))
            {
                (runningMean[c], runningVariance[c]) = (mean, variance);
            }
        }
    }

    /// <summary>The running statistics in the form that <see cref="Forward"/> takes.</summary>
    /// <param name="width">Numbers per row.</param>
    /// <param name="epsilon">Added to the variance; PyTorch's default is 1e-5.</param>
    /// <param name="runningMean">[width].</param>
    /// <param name="runningVariance">[width].</param>
    /// <param name="statistics">Receives [<see cref="StatisticsPerColumn"/>, width]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative.</exception>
    public static void PredictionStatistics(
        int width, float epsilon, ReadOnlySpan<float> runningMean, ReadOnlySpan<float> runningVariance, Span<float> statistics)
    {
        Require.Block(runningMean.Length, 1, width);
        Require.Block(runningVariance.Length, 1, width);
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        runningMean[..width].CopyTo(statistics);
        statistics.Slice(width, width).Clear();
        for (var c = 0; c < width; c++)
        {
            statistics[(2 * width) + c] = (float)(1 / Math.Sqrt((double)runningVariance[c] + epsilon));
        }

        runningVariance[..width].CopyTo(statistics[(3 * width)..]);
    }
}
