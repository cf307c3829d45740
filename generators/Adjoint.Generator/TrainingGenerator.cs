using Adjoint.Generator.Emission;
using Adjoint.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator;

/// <summary>
/// Writes the trainer of every class with [Model], and the encoder of every type with [Example]. It reports nothing: <see cref="ModelAnalyzer"/> runs the same first stages as
/// diagnostics.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TrainingGenerator : IIncrementalGenerator
{
    /// <summary>The names of the tracked steps.</summary>
    internal const string ParseStep = "Parse", CompileStep = "Compile", ParseExampleStep = "ParseExample", CompileExampleStep = "CompileExample";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var examples = context.SyntaxProvider.ForAttributeWithMetadataName(
                $"{Words.Namespace}.{ExampleParser.Word}",
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) => IsFirst(syntax, ExampleParser.IsExample) ? ExampleParser.Parse((INamedTypeSymbol)syntax.TargetSymbol, cancellation) : null)
            .Where(static parsed => parsed is not null)
            .WithTrackingName(ParseExampleStep)
            .Select(static (parsed, _) => ExampleEmitter.Emit(parsed!))
            .WithTrackingName(CompileExampleStep);

        var globalAliases = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is UsingDirectiveSyntax { Alias: not null } directive && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword),
                static (syntax, _) => ((UsingDirectiveSyntax)syntax.Node).Alias!.Name.Identifier.ValueText)
            .Collect()
            .Select(static (names, _) => names.Distinct().OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());

        foreach (var sources in new[] { Models(context, Words.Model), Models(context, Words.ModelOfRows), examples })
        {
            context.RegisterSourceOutput(sources.Combine(globalAliases), static (output, pair) =>
            {
                foreach (var file in pair.Left)
                {
                    var (hintName, text) = Aliases.Avoid(file, pair.Right);
                    output.AddSource(hintName, text);
                }
            });
        }
    }

    /// <summary>The code of all models under one of the two words.</summary>
    private static IncrementalValuesProvider<EquatableArray<GeneratedSource>> Models(IncrementalGeneratorInitializationContext context, string word)
        => context.SyntaxProvider.ForAttributeWithMetadataName(
                $"{Words.Namespace}.{word}",
                static (node, _) => node is ClassDeclarationSyntax,
                static (syntax, cancellation) => IsFirst(syntax, DeclarationParser.IsModel) ? DeclarationParser.Parse((INamedTypeSymbol)syntax.TargetSymbol, cancellation) : null)
            .Where(static parsed => parsed is not null)
            .WithTrackingName(ParseStep)
            .Select(static (parsed, _) => Compiler.Compile(parsed!))
            .WithTrackingName(CompileStep);

    // A word on two declarations of a type, or both words of a model, is an error, but still one type.
    private static bool IsFirst(GeneratorAttributeSyntaxContext syntax, Func<AttributeData, bool> isWord)
        => syntax.TargetSymbol.GetAttributes().First(isWord) is var first
            && first.AttributeClass!.MetadataName == syntax.Attributes[0].AttributeClass!.MetadataName
            && first.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent == syntax.TargetNode;
}
