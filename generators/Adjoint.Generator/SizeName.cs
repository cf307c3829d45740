using System.Text.RegularExpressions;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator;

/// <summary>The structs that carry sizes: one for each distinct shape of a weight, whatever the number of layers.</summary>
internal static class SizeName
{
    public static string Of(Shape weight) => $"S{Text.Of((long)weight.Axes[0])}x{Text.Of((long)weight.Axes[1])}";

    /// <summary>Whether a name of the user's looks like one: it is refused, lest a change of sizes elsewhere make it collide.</summary>
    public static bool IsOne(string name) => Regex.IsMatch(name, "^S[0-9]+x[0-9]+\\z", RegexOptions.CultureInvariant);
}
