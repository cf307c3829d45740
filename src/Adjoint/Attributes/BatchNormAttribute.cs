namespace Adjoint;

/// <summary>
/// Normalises each column of the last axis over the batch to mean 0 and deviation 1, then scales and shifts it:
/// y = (x - mean) / √(variance + epsilon) ∘ weight + bias, as <c>torch.nn.BatchNorm1d</c> with the channels last: where a sample has several rows,
/// they all count. While training, mean and variance (biased) are the batch's, and the running statistics follow them:
/// running ← (1 - momentum) · running + momentum · batch's, the variance the unbiased one. In prediction mean and variance are the running ones. It
/// keeps the shape. The weight starts as 1, the bias as 0.
/// </summary>
/// <remarks>A batch of one row has no variance: training with such a last batch is refused, and <c>TrainingOptions.DropLast</c> leaves it out. Under <c>[Accumulate]</c> the batch is each micro-batch.</remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, above 0; 1e-5 unless given.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>What one batch counts in the running statistics: above 0 and below 1; 0.1 unless given.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>
    /// Whether the layer keeps the values that it was loaded or drawn with, the running statistics among them; false unless given. It then normalises by the
    /// running statistics in training too, as Keras does with <c>trainable = False</c>. In PyTorch <c>requires_grad_(False)</c> alone keeps weight and bias, and
    /// the layer still normalises by the batch and moves its statistics: what Frozen means is <c>eval()</c> with it. Files do not tell frozen layers from others.
    /// </summary>
    public bool Frozen { get; init; }
}
