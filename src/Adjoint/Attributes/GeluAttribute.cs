namespace Adjoint;

/// <summary>The Gaussian error linear unit y = x · Φ(x), with the exact Φ(x) = (1 + erf(x/√2)) / 2, as <c>torch.nn.GELU</c>. It keeps the shape.</summary>
public sealed class GeluAttribute : LayerAttribute;
