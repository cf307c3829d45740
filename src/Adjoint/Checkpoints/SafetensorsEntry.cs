namespace Adjoint;

/// <summary>A tensor that a header describes.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">Its element type, as the file names it.</param>
/// <param name="Shape">Extent of each axis; none for a scalar.</param>
/// <param name="Begin">Its first byte, counted from the first byte of the data.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Begin, long End)
{
    /// <summary>Type and shape: <c>F32 [128, 784]</c>.</summary>
    public override string ToString() => $"{Type} {ShapeText(Shape)}";

    /// <summary><c>[128, 784]</c>.</summary>
    public static string ShapeText<T>(IEnumerable<T> shape) => $"[{string.Join(", ", shape)}]";
}
