using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Adjoint.Generator;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0013: inserts [Flatten] before the layer that left several axes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix)), Shared]
public sealed class InsertFlattenFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SeveralAxes.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || !int.TryParse(diagnostic.Properties[ModelAnalyzer.FixPosition], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || type.GetAttributes()[position].ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax layer)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Insert [Flatten] before [{layer}]",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(InsertBefore(root, layer))),
                nameof(InsertFlattenFix)),
            diagnostic);
    }

    private static SyntaxNode InsertBefore(SyntaxNode root, AttributeSyntax layer)
    {
        var list = (AttributeListSyntax)layer.Parent!;
        var flatten = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("Flatten"));
        var index = list.Attributes.IndexOf(layer);
        var attributes = list.Attributes.Insert(index, flatten.WithLeadingTrivia(layer.GetLeadingTrivia()));
        attributes = attributes.Replace(attributes[index + 1], attributes[index + 1].WithLeadingTrivia(SyntaxFactory.Space));
        // The comma that Insert makes has no space of its own: the layer behind it brings one.
        return root.ReplaceNode(list, list.WithAttributes(attributes));
    }
}
