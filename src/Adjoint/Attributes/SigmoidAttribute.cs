namespace Adjoint;

/// <summary>The logistic function y = 1 / (1 + e⁻ˣ), as <c>torch.nn.Sigmoid</c>. It keeps the shape.</summary>
public sealed class SigmoidAttribute : LayerAttribute;
