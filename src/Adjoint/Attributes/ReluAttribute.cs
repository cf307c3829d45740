namespace Adjoint;

/// <summary>The rectifier y = max(x, 0), as <c>torch.nn.ReLU</c>. It keeps the shape.</summary>
public sealed class ReluAttribute : LayerAttribute;
