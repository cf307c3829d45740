namespace Adjoint;

/// <summary>y = min(max(x/6 + 1/2, 0), 1), as <c>torch.nn.Hardsigmoid</c>. It keeps the shape.</summary>
public sealed class HardSigmoidAttribute : LayerAttribute;
