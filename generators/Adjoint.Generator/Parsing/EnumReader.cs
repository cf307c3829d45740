using System.Globalization;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the enum of a classifier's labels: its values in ascending order are classes 0, 1, 2, ...</summary>
internal static class EnumReader
{
    public static EnumDeclaration Read(INamedTypeSymbol type, AttributeReader attribute, DeclarationBuilder builder)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue)
            .Select(field => new EnumMember(field.Name, Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture), IsObsolete(field)))
            .OrderBy(member => member.Value)
            .ToList();

        var reason = Reject(type, builder.Model, members);
        if (reason is not null)
        {
            builder.Report(Problem.Of(Rules.WrongEnum, attribute.Position, attribute.Text, type.Name, reason));
        }

        var isReachable = Reach.Covers(type, builder.Model) && !NamingIt.IsAnError(type);
        return new EnumDeclaration(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.Name, isReachable, members.ToEquatableArray())
        {
            Warnings = NamingIt.Warns(type),
        };
    }

    private static string? Reject(INamedTypeSymbol type, INamedTypeSymbol model, List<EnumMember> members)
    {
        if (members.Count == 0)
        {
            return "it has no values";
        }

        if (type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "FlagsAttribute" }))
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

        if (!Reach.Covers(type, model))
        {
            return "it is less accessible than the model";
        }

        return NamingIt.IsAnError(type) ? "it is obsolete, and naming it is an error" : null;
    }

    private static bool IsObsolete(IFieldSymbol field) => field.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" });
}
