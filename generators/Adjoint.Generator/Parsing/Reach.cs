using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Whether one type can be seen from wherever another can: a model shows its labels' enum to all who see the model.</summary>
internal static class Reach
{
    public static bool Covers(INamedTypeSymbol type, INamedTypeSymbol model) => AndContainers(type).All(part => part.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => true,
        Accessibility.Internal => AndContainers(model).Any(IsWithinAssembly),
        // Seen in its containing type (by heirs too, which are many), so the model or one around it must be private in there.
        Accessibility.Private => IsPrivateWithin(model, part.ContainingType),
        _ => IsPrivateWithin(model, part.ContainingType)
            || AndContainers(model).Any(other => other.DeclaredAccessibility == part.DeclaredAccessibility && AreSame(other.ContainingType, part.ContainingType)),
    });

    private static bool IsWithinAssembly(INamedTypeSymbol type)
        => type.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal;

    private static bool IsPrivateWithin(INamedTypeSymbol model, INamedTypeSymbol container) => AndContainers(model).Any(
        part => part.DeclaredAccessibility == Accessibility.Private && AndContainers(part.ContainingType).Any(around => AreSame(around, container)));

    private static bool AreSame(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static IEnumerable<INamedTypeSymbol> AndContainers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }
}
