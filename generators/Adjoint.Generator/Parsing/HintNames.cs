using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>
/// The names of emitted files: <c>Fashion.Outer+Net</c>. The plus keeps a nested model <c>Net+Update</c> apart from the part
/// <c>Net.Update</c>.
/// </summary>
internal static class HintNames
{
    public static string Of(INamedTypeSymbol type)
    {
        var name = Part(type);
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            name = $"{Part(container)}+{name}";
        }

        for (var space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            name = $"{Part(space)}.{name}";
        }

        return name;
    }

    // The metadata name tells Net and Net<T> apart; back-ticks are not legal in hint names. Nor do these know upper from lower case,
    // so the second of Net and NET gets a number.
    private static string Part(INamespaceOrTypeSymbol symbol)
    {
        var siblings = ((INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace).GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Count(other => string.Equals(other.MetadataName, symbol.MetadataName, StringComparison.OrdinalIgnoreCase)
                && string.CompareOrdinal(other.MetadataName, symbol.MetadataName) < 0);
        var name = symbol.MetadataName.Replace('`', '-');
        return siblings == 0 ? name : $"{name}({Text.Of(siblings + 1L)})";
    }
}
