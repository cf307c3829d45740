namespace Adjoint;

/// <summary>
/// Normalises the last axis of each sample to mean 0 and deviation 1, then scales and shifts it:
/// y = (x - mean) / √(variance + epsilon) ∘ weight + bias, the variance that of the numbers themselves (biased), as <c>torch.nn.LayerNorm</c>. It
/// keeps the shape. The weight starts as 1, the bias as 0.
/// </summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Added to the variance, above 0; 1e-5 unless given.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>
    /// Whether the layer keeps the values that it was loaded or drawn with (as <c>requires_grad_(False)</c> in PyTorch): no gradient is computed for them; false unless given. Files do not tell
    /// frozen layers from others.
    /// </summary>
    public bool Frozen { get; init; }
}
