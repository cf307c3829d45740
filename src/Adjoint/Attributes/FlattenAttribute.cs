namespace Adjoint;

/// <summary>Makes one axis of all axes of a sample: [B, 28, 28] to [B, 784]. It moves no data. As <c>torch.nn.Flatten</c>.</summary>
public sealed class FlattenAttribute : LayerAttribute;
