using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>Reads the row of [Model&lt;TRow&gt;].</summary>
internal static class ExampleUseReader
{
    /// <summary>Whether the row is complete; if not, something else reports it.</summary>
    public static bool Read(INamedTypeSymbol model, DeclarationBuilder builder, CancellationToken cancellation)
    {
        var attributes = model.GetAttributes();
        var isComplete = true;
        var first = -1;
        for (var position = 0; position < attributes.Length; position++)
        {
            if (!DeclarationParser.IsModel(attributes[position]))
            {
                continue;
            }

            var isOfRows = attributes[position].AttributeClass!.MetadataName == Words.ModelOfRows;
            if (first >= 0 && attributes[first].AttributeClass!.MetadataName != attributes[position].AttributeClass!.MetadataName)
            {
                builder.Report(Problem.Of(Rules.Repeated, position, new AttributeReader(attributes[position], position).Text, "[Model]"));
            }
            else if (first < 0 && isOfRows)
            {
                isComplete &= Read(attributes[position].AttributeClass!.TypeArguments[0], model, position, builder, cancellation);
            }

            first = first < 0 ? position : first;
        }

        return isComplete;
    }

    private static bool Read(ITypeSymbol row, INamedTypeSymbol model, int position, DeclarationBuilder builder, CancellationToken cancellation)
    {
        if (row.TypeKind is TypeKind.Error or TypeKind.TypeParameter)
        {
            return false;
        }

        var name = row.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (row is not INamedTypeSymbol type || !type.GetAttributes().Any(ExampleParser.IsExample))
        {
            builder.Report(Problem.Of(Rules.NotAnExample, position, name, "has no [Example]"));
            return false;
        }

        var example = ExampleParser.Parse(type, cancellation);
        var isReachable = Reach.Covers(type, model) && !NamingIt.IsAnError(type);
        if (!isReachable)
        {
            builder.Report(Problem.Of(Rules.NotAnExample, position, name, Reach.Covers(type, model) ? "is obsolete, and naming it is an error" : "is less accessible than the model"));
        }

        builder.Add(new ExampleUse(position, name, example.Declaration.FullName, isReachable, (int)Math.Min(example.Declaration.ColumnCount, int.MaxValue), example.Declaration.Labels)
        {
            Scaled = example.Declaration.ScaledColumns,
            Warnings = NamingIt.Warns(type),
        });
        ReportSecondScaling(model, example.Declaration, name, builder);
        return example is { IsIncomplete: false, Problems.Count: 0 };
    }

    /// <summary>A word of the model scales all columns, those of properties theirs: a column is scaled once.</summary>
    private static void ReportSecondScaling(INamedTypeSymbol model, ExampleDeclaration example, string name, DeclarationBuilder builder)
    {
        if (example.Features.FirstOrDefault(feature => feature.Scaling is not null) is not { Scaling: { } scaling, Property: var property })
        {
            return;
        }

        var attributes = model.GetAttributes();
        foreach (var position in Enumerable.Range(0, attributes.Length).Where(i => InputScaling.All.Any(word => ExampleMembers.Is(attributes[i], word.Word + "Attribute"))))
        {
            builder.Report(Problem.Of(Rules.ScaledTwice, position, new AttributeReader(attributes[position], position).Word, name, property, scaling.Word));
        }
    }
}
