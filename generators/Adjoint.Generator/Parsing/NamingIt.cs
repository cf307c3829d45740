using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>What the C# compiler says where a type or property is named that is obsolete or an experiment, or in one.</summary>
internal static class NamingIt
{
    /// <summary>The warnings, and errors that can be switched off, in ordinal order.</summary>
    public static EquatableArray<string> Warns(ISymbol type) => Markers(type)
        .SelectMany(static marker => DiagnosticId(marker) is { } id ? [id] : new[] { "CS0612", "CS0618" })
        .Distinct().OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Whether it is an error that nothing switches off.</summary>
    public static bool IsAnError(ISymbol type)
        => Markers(type).Any(marker => marker.ConstructorArguments is [_, { Value: true }]);

    private static IEnumerable<AttributeData> Markers(ISymbol type)
    {
        for (var current = (ISymbol?)type; current is not null; current = current.ContainingType)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "ObsoleteAttribute" or "ExperimentalAttribute", ContainingNamespace: { } space }
                    && space.ToDisplayString() is "System" or "System.Diagnostics.CodeAnalysis")
                {
                    yield return attribute;
                }
            }
        }
    }

    // [Experimental("X1")] and [Obsolete(DiagnosticId = "X1")] have warnings of their own.
    private static string? DiagnosticId(AttributeData marker)
    {
        var id = marker.AttributeClass!.Name == "ExperimentalAttribute"
            ? marker.ConstructorArguments.FirstOrDefault().Value
            : marker.NamedArguments.FirstOrDefault(argument => argument.Key == "DiagnosticId").Value.Value;
        return id is string text && Identifiers.IsValid(text) ? text : null;
    }
}
