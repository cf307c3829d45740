using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0016: chains a constructor to the one that takes the seed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChainConstructorFix)), Shared]
public sealed class ChainConstructorFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ConstructorChain.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // What a call of a base class's constructor passes has no place in the model's.
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { Initializer: null or { ArgumentList.Arguments.Count: 0 } } constructor)
        {
            var hasSeed = constructor.ParameterList.Parameters.Any(
                static parameter => parameter is { Identifier.ValueText: "seed", Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword } });
            var chain = hasSeed ? "this(seed)" : "this(seed: 0)";
            var change = constructor.Initializer is { } initializer
                ? new TextChange(TextSpan.FromBounds(initializer.ThisOrBaseKeyword.SpanStart, initializer.Span.End), chain)
                : new TextChange(new TextSpan(constructor.ParameterList.Span.End, 0), " : " + chain);
            context.Offer($"Add ': {chain}'", constructor, [change]);
        }
    }
}
