namespace Adjoint;

/// <summary>The Gaussian error linear unit by its tanh approximation, as <c>torch.nn.GELU(approximate="tanh")</c>. It keeps the shape.</summary>
public sealed class GeluTanhAttribute : LayerAttribute;
