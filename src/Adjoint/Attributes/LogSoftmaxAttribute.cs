namespace Adjoint;

/// <summary>y = x - log Σ eˣ over the last axis, as <c>torch.nn.LogSoftmax(-1)</c>. It keeps the shape.</summary>
public sealed class LogSoftmaxAttribute : LayerAttribute;
