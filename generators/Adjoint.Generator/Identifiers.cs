using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator;

/// <summary>The user's names as C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary>A keyword gets its @.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static bool IsValid(string name) => SyntaxFacts.IsValidIdentifier(name);

    /// <summary><c>hidden</c> as a property: <c>Hidden</c>.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><c>Hidden</c> as a variable and as a key in files: <c>hidden</c>.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
