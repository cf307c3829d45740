namespace Adjoint;

/// <summary>y = x · tanh(log(1 + eˣ)), as <c>torch.nn.Mish</c>. It keeps the shape.</summary>
public sealed class MishAttribute : LayerAttribute;
