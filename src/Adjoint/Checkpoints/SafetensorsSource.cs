namespace Adjoint;

/// <summary>Gives the elements of a tensor from <paramref name="start"/> on, in row-major order, until the destination is full.</summary>
internal delegate void CopyFloats(int start, Span<float> destination);

/// <summary>A float32 tensor to write.</summary>
/// <param name="Name">Its key in the file.</param>
/// <param name="Shape">Extent of each axis; none for a scalar.</param>
/// <param name="Copy">Gives its elements.</param>
internal sealed record SafetensorsSource(string Name, IReadOnlyList<int> Shape, CopyFloats Copy)
{
    /// <summary>Number of elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, extent) => checked(product * extent));
}
