namespace Adjoint;

/// <summary>y = x · min(max(x/6 + 1/2, 0), 1), as <c>torch.nn.Hardswish</c>. It keeps the shape.</summary>
public sealed class HardSwishAttribute : LayerAttribute;
