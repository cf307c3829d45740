namespace Adjoint;

/// <summary>The sigmoid linear unit y = x · σ(x), also called swish, as <c>torch.nn.SiLU</c>. It keeps the shape.</summary>
public sealed class SiluAttribute : LayerAttribute;
