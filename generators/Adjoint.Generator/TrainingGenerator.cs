using Adjoint.Generator.Emission;
using Adjoint.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator;

/// <summary>
/// Writes the trainer of every class with [Model]. It reports nothing: <see cref="ModelAnalyzer"/> runs the same first stages as
/// diagnostics.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TrainingGenerator : IIncrementalGenerator
{
    /// <summary>The names of the tracked steps.</summary>
    internal const string ParseStep = "Parse", CompileStep = "Compile";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider.ForAttributeWithMetadataName(
                $"{Words.Namespace}.{Words.Model}",
                static (node, _) => node is ClassDeclarationSyntax,
                static (syntax, cancellation) => IsFirst(syntax) ? DeclarationParser.Parse((INamedTypeSymbol)syntax.TargetSymbol, cancellation) : null)
            .Where(static parsed => parsed is not null)
            .WithTrackingName(ParseStep);

        var sources = models.Select(static (parsed, _) => Compiler.Compile(parsed!)).WithTrackingName(CompileStep);

        var globalAliases = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is UsingDirectiveSyntax { Alias: not null } directive && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword),
                static (syntax, _) => ((UsingDirectiveSyntax)syntax.Node).Alias!.Name.Identifier.ValueText)
            .Collect()
            .Select(static (names, _) => names.Distinct().OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());

        context.RegisterSourceOutput(sources.Combine(globalAliases), static (output, pair) =>
        {
            foreach (var file in pair.Left)
            {
                var (hintName, text) = Aliases.Avoid(file, pair.Right);
                output.AddSource(hintName, text);
            }
        });
    }

    // [Model] on two declarations of a class is an error of the C# compiler's, but still one class.
    private static bool IsFirst(GeneratorAttributeSyntaxContext syntax)
        => syntax.TargetSymbol.GetAttributes().First(DeclarationParser.IsModel)
            .ApplicationSyntaxReference?.GetSyntax().Parent?.Parent == syntax.TargetNode;
}
