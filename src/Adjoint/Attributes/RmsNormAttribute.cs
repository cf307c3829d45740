namespace Adjoint;

/// <summary>
/// Divides the last axis of each sample by its root mean square, then scales it: y = x / √(mean of x² + epsilon) ∘ weight (Zhang and Sennrich,
/// "Root mean square layer normalization", 2019; <c>torch.nn.RMSNorm</c>). It keeps the shape. The weight starts as 1.
/// </summary>
public sealed class RmsNormAttribute : LayerAttribute
{
    /// <summary>Added to the mean square, above 0; 2⁻²³ unless given, the distance of 1 to the next float32.</summary>
    public double Epsilon { get; init; } = 1.1920928955078125e-7;

    /// <summary>
    /// Whether the layer keeps the values that it was loaded or drawn with (as <c>requires_grad_(False)</c> in PyTorch): no gradient is computed for them; false unless given. Files do not tell
    /// frozen layers from others.
    /// </summary>
    public bool Frozen { get; init; }
}
