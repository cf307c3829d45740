namespace Adjoint;

/// <summary>Gives a sample other axes with as many numbers: [B, 784] to [B, 28, 28]. It moves no data. As <c>torch.nn.Unflatten</c>.</summary>
/// <param name="shape">The extent of each axis, the last one contiguous in memory; each at least 1.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extent of each axis.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
