namespace Adjoint;

/// <summary>The shape of one sample, without the batch: <c>[Input(28, 28)]</c>.</summary>
/// <param name="shape">The extent of each axis, the last one contiguous in memory; each at least 1.</param>
public sealed class InputAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extent of each axis.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
