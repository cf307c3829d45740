namespace Adjoint;

/// <summary>The hyperbolic tangent y = tanh(x), as <c>torch.nn.Tanh</c>. It keeps the shape.</summary>
public sealed class TanhAttribute : LayerAttribute;
