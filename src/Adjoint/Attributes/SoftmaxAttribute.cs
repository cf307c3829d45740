namespace Adjoint;

/// <summary>y = eˣ / Σ eˣ over the last axis, as <c>torch.nn.Softmax(-1)</c>. <c>[CrossEntropy]</c> takes scores and needs none before it. It keeps the shape.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
