using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the labels of a row, and says why a property cannot be one.</summary>
internal static class LabelReader
{
    public static LabelDeclaration? Read(ExampleMember member, LabelDeclaration? first, INamedTypeSymbol owner, int position, List<Problem> problems)
    {
        var property = (IPropertySymbol)member.Symbol;
        var type = FeatureReader.Underlying(property.Type);
        if (type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        var (label, reason) = OfType(property.Name, type, owner);
        reason ??= label is null || first is null ? null
            : label.Kind == ExampleLabelKind.Class || first.Kind == ExampleLabelKind.Class ? $"'{first.Property}' is a label already, and a row has one class"
            : label.Kind != first.Kind ? $"'{first.Property}' is {first.Words}, and the labels of a row are of one kind"
            : null;
        if (reason is not null)
        {
            problems.Add(Problem.Of(Rules.WrongLabel, position, property.Name, reason));
            return null;
        }

        return label! with { IsNullable = !SymbolEqualityComparer.Default.Equals(type, property.Type) };
    }

    private static (LabelDeclaration? Label, string? Reason) OfType(string property, ITypeSymbol type, INamedTypeSymbol owner)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            var (labels, reason) = EnumReader.ReadLabels(named, owner, "the row");
            return (new(property, ExampleLabelKind.Class) { Enum = labels }, reason is null ? null : $"of its enum '{named.Name}': {reason}");
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return (new(property, ExampleLabelKind.YesOrNo), null);
        }

        return FeatureReader.NumberOf(type) switch
        {
            { IsClass: true } number => (new(property, ExampleLabelKind.Class) { Number = number }, null),
            { Name: "uint" or "long" or "ulong" } number => (null, $"a class is an int, and it is {(number.Name == "long" ? "a" : "an")} {number.Name}; a value is a float"),
            { } number => (new(property, ExampleLabelKind.Value) { Number = number }, null),
            null => (null, $"its type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is no label: an enum, an int, a bool, or a floating-point number is"),
        };
    }
}
