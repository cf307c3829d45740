using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Emission;

/// <summary>The structs that carry sizes: one for each distinct shape of a weight, whatever the number of layers.</summary>
internal static class SizeNames
{
    public static string Of(Shape weight) => $"S{weight.Axes[0]}x{weight.Axes[1]}";
}
