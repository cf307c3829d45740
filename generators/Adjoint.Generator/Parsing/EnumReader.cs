using System.Globalization;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the enum of a classifier's labels: its values in ascending order are classes 0, 1, 2, ...</summary>
internal static class EnumReader
{
    public static EnumDeclaration Read(INamedTypeSymbol type, AttributeReader attribute, DeclarationBuilder builder)
    {
        var (labels, reason) = ReadLabels(type, builder.Model, "the model");
        if (reason is not null)
        {
            builder.Report(Problem.Of(Rules.WrongEnum, attribute.Position, attribute.Text, type.Name, reason));
        }

        return labels;
    }

    /// <summary>The enum, and why it cannot be what the members of a type are labelled with.</summary>
    /// <param name="type">The enum.</param>
    /// <param name="owner">The type whose members name it.</param>
    /// <param name="ownerIs">What that is, in the user's words.</param>
    public static (EnumDeclaration Labels, string? Reason) ReadLabels(INamedTypeSymbol type, INamedTypeSymbol owner, string ownerIs)
    {
        var members = Members(type);
        var isReachable = Reach.Covers(type, owner) && !NamingIt.IsAnError(type);
        return (Declaration(type, isReachable, members), Reject(type, owner, ownerIs, members));
    }

    /// <summary>The enum of a feature: each value once, under the name that is declared first.</summary>
    public static EnumDeclaration ReadDistinct(INamedTypeSymbol type)
        => Declaration(type, isReachable: true, Members(type).GroupBy(member => member.Value).Select(group => group.First()));

    /// <summary>Whether it is a set of flags.</summary>
    public static bool IsFlags(ITypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "FlagsAttribute" });

    private static List<EnumMember> Members(INamedTypeSymbol type) => [.. type.GetMembers().OfType<IFieldSymbol>()
        .Where(field => field.HasConstantValue)
        .Select(field => new EnumMember(field.Name, Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture), IsObsolete(field)))
        .OrderBy(member => member.Value)];

    private static EnumDeclaration Declaration(INamedTypeSymbol type, bool isReachable, IEnumerable<EnumMember> members)
        => new(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.Name, isReachable, members.ToEquatableArray())
        {
            Warnings = NamingIt.Warns(type),
        };

    private static string? Reject(INamedTypeSymbol type, INamedTypeSymbol owner, string ownerIs, List<EnumMember> members)
    {
        if (members.Count == 0)
        {
            return "it has no values";
        }

        if (IsFlags(type))
        {
            return "it is a set of flags, and a sample has one label";
        }

        for (var i = 1; i < members.Count; i++)
        {
            if (members[i].Value == members[i - 1].Value)
            {
                return $"'{members[i - 1].Name}' and '{members[i].Name}' have the same value";
            }
        }

        if (!Reach.Covers(type, owner))
        {
            return $"it is less accessible than {ownerIs}";
        }

        return NamingIt.IsAnError(type) ? "it is obsolete, and naming it is an error" : null;
    }

    private static bool IsObsolete(IFieldSymbol field) => field.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" });
}
