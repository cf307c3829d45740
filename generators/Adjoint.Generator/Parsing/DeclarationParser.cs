using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Stage one: a class with attributes becomes a <see cref="ModelDeclaration"/>.</summary>
internal static class DeclarationParser
{
    /// <summary>Reads a class that bears [Model].</summary>
    public static ParseResult Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var builder = new DeclarationBuilder(type);
        ReportVersion(type, builder);
        var header = ClassHeaderReader.Read(type, builder, cancellation);
        // The row first: it is the input, wherever its word stands.
        var isIncomplete = !ExampleUseReader.Read(type, builder, cancellation) | !ReadWords(type, builder, cancellation);
        var declaration = builder.Build(header);
        if (!isIncomplete)
        {
            DeclarationRules.Check(declaration, builder);
        }

        return new ParseResult(declaration, builder.Problems, isIncomplete);
    }

    /// <summary>The metadata name of one of the language's words, or null for any other attribute.</summary>
    public static string? WordOf(AttributeData attribute)
        => attribute.AttributeClass is { TypeKind: TypeKind.Class, ContainingType: null } type
            && type.ContainingNamespace is { Name: Words.Namespace, ContainingNamespace.IsGlobalNamespace: true }
            && Words.Contains(type.MetadataName)
                ? type.MetadataName
                : null;

    /// <summary>Whether the attribute is the language's [Model] or [Model&lt;TRow&gt;].</summary>
    public static bool IsModel(AttributeData attribute)
        => attribute.AttributeClass is { MetadataName: Words.Model or Words.ModelOfRows, ContainingNamespace: { Name: Words.Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    private static bool ReadWords(INamedTypeSymbol type, DeclarationBuilder builder, CancellationToken cancellation)
    {
        var attributes = type.GetAttributes();
        var isComplete = true;
        SyntaxReference? first = null;
        for (var position = 0; position < attributes.Length; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (WordOf(attributes[position]) is not { } word)
            {
                ReadBudget(attributes[position], position, builder);
                continue;
            }

            var reader = new AttributeReader(attributes[position], position);
            var place = attributes[position].ApplicationSyntaxReference;
            if (first is not null && place is not null && !AreOnOneDeclaration(first, place))
            {
                builder.Report(Problem.Of(Rules.SecondDeclaration, position, reader.Text, type.Name));
                continue;
            }

            first ??= place;
            Words.Read(word, reader, builder);
            isComplete &= reader.IsComplete;
        }

        return isComplete;
    }

    private static void ReadBudget(AttributeData attribute, int position, DeclarationBuilder builder)
    {
        if (IsModel(attribute) && new AttributeReader(attribute, position).NamedInt64("MaxParameters") is { } most)
        {
            builder.Add(new BudgetDeclaration(position, most));
        }
    }

    private static bool AreOnOneDeclaration(SyntaxReference one, SyntaxReference other)
        => one.SyntaxTree == other.SyntaxTree && one.GetSyntax().Parent?.Parent == other.GetSyntax().Parent?.Parent;

    private static void ReportVersion(INamedTypeSymbol type, DeclarationBuilder builder)
    {
        var library = type.GetAttributes().FirstOrDefault(IsModel)?.AttributeClass?.ContainingAssembly.Identity.Version;
        var generator = typeof(DeclarationParser).Assembly.GetName().Version;
        if (library is not null && library != generator)
        {
            builder.Report(Problem.Of(Rules.VersionMismatch, ModelDeclaration.OnClass, generator.ToString(3), library.ToString(3)));
        }
    }
}
