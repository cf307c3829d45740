using System.Collections.Immutable;
using Adjoint.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Parsing;

/// <summary>A property with its words, wherever they stand: on itself, on the parameter of a positional record, or on the property that it overrides.</summary>
internal sealed class ExampleMember(ISymbol symbol)
{
    /// <summary>The property; a parameter that no property belongs to.</summary>
    public ISymbol Symbol { get; set; } = symbol;

    public AttributeData? Feature { get; private set; }

    public AttributeData? Label { get; private set; }

    public AttributeData? Log { get; private set; }

    /// <summary>How its numbers are scaled: one such word, of which two may stand beside each other by mistake.</summary>
    public IReadOnlyList<(InputScaling Scaling, AttributeData Word)> Scalings { get; private set; } = [];

    public bool HasWords => Feature is not null || Label is not null || WordOfFeatures is not null;

    /// <summary>A word that only a feature may have beside it, or null.</summary>
    public string? WordOfFeatures => Log is not null ? "Log" : Scalings.Count > 0 ? Scalings[0].Scaling.Word : null;

    /// <summary>Takes over the words among some attributes. The nearest counts.</summary>
    public void Take(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            Feature = ExampleMembers.Is(attribute, "FeatureAttribute") ? attribute : Feature;
            Label = ExampleMembers.Is(attribute, "LabelAttribute") ? attribute : Label;
            Log = ExampleMembers.Is(attribute, "LogAttribute") ? attribute : Log;
        }

        Scalings = Scaling(attributes) is { Count: > 0 } nearest ? nearest : Scalings;
    }

    private static IReadOnlyList<(InputScaling Scaling, AttributeData Word)> Scaling(ImmutableArray<AttributeData> attributes)
        => [.. InputScaling.All.SelectMany(scaling => attributes.Where(attribute => ExampleMembers.Is(attribute, scaling.Word + "Attribute")).Take(1).Select(word => (scaling, word)))];
}

/// <summary>The properties of a row that have words.</summary>
internal static class ExampleMembers
{
    /// <summary>Whether an attribute is a word of this metadata name.</summary>
    public static bool Is(AttributeData attribute, string metadataName)
        => attribute.AttributeClass is { ContainingNamespace: { Name: Words.Namespace, ContainingNamespace.IsGlobalNamespace: true } } type && type.MetadataName == metadataName;

    /// <summary>Those of base types first, then in the order of their declarations: the same with the emitted parts in the compilation and without.</summary>
    public static IReadOnlyList<ExampleMember> Of(INamedTypeSymbol type)
    {
        var all = new List<ExampleMember>();
        var named = new Dictionary<string, ExampleMember>(StringComparer.Ordinal);
        foreach (var current in BaseTypes(type).Reverse().Append(type))
        {
            var own = current.GetMembers().OfType<IPropertySymbol>().OrderBy(Start).ToList();
            foreach (var property in own)
            {
                var member = Named(property);
                member.Symbol = property;
                member.Take(property.GetAttributes());
            }

            foreach (var parameter in current.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
            {
                var attributes = parameter.GetAttributes();
                if (attributes.IsEmpty)
                {
                    continue;
                }

                Named(parameter).Take(attributes);
            }
        }

        return [.. all.Where(member => member.HasWords)];

        ExampleMember Named(ISymbol symbol)
        {
            if (!named.TryGetValue(symbol.Name, out var member))
            {
                named.Add(symbol.Name, member = new ExampleMember(symbol));
                all.Add(member);
            }

            return member;
        }
    }

    /// <summary>The types that a type inherits from, the nearest first, without those of the platform that all have.</summary>
    public static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static int Start(IPropertySymbol property)
        => property.Locations.FirstOrDefault(location => location.IsInSource)?.SourceSpan.Start ?? 0;
}
