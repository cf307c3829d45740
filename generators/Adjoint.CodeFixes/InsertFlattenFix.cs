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

    /// <summary>In the user's layout: where the layer has a list of its own [Flatten] gets one, else it goes into the layer's.</summary>
    private static SyntaxNode InsertBefore(SyntaxNode root, AttributeSyntax layer)
    {
        var list = (AttributeListSyntax)layer.Parent!;
        var flatten = SyntaxFactory.Attribute(FlattenBeside(layer.Name));
        return list.Attributes.Count == 1 && list.Parent is TypeDeclarationSyntax { AttributeLists: var lists } && lists[0] != list
            ? root.InsertNodesBefore(list, [OnItsOwnLine(list, flatten)])
            : root.ReplaceNode(list, list.WithAttributes(InList(list.Attributes, list.Attributes.IndexOf(layer), flatten)));
    }

    /// <summary>The name as the user writes the layer's: with the namespace or without.</summary>
    private static NameSyntax FlattenBeside(NameSyntax layer) => layer is QualifiedNameSyntax qualified
        ? qualified.WithoutTrivia().WithRight(SyntaxFactory.IdentifierName("Flatten"))
        : SyntaxFactory.IdentifierName("Flatten");

    // Comments above the layer stay above it: the new line takes only the indentation.
    private static AttributeListSyntax OnItsOwnLine(AttributeListSyntax list, AttributeSyntax flatten) => SyntaxFactory
        .AttributeList(SyntaxFactory.SingletonSeparatedList(flatten))
        .WithLeadingTrivia(list.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1))
        .WithTrailingTrivia(EndOfLineBefore(list));

    private static SyntaxTrivia EndOfLineBefore(AttributeListSyntax list)
        => list.GetFirstToken().GetPreviousToken().TrailingTrivia.LastOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end
            ? end
            : SyntaxFactory.Space;

    // A comment behind the comma on the layer's line is the layer's; one at the end of the line before belongs to that.
    private static SeparatedSyntaxList<AttributeSyntax> InList(SeparatedSyntaxList<AttributeSyntax> attributes, int index, AttributeSyntax flatten)
    {
        var indentation = attributes[index].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var items = attributes.GetWithSeparators().ToList();
        if (index > 0)
        {
            var before = attributes.GetSeparator(index - 1);
            var end = before.TrailingTrivia.Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
            items[(2 * index) - 1] = end.Count > 0 ? before : before.WithTrailingTrivia(SyntaxFactory.Space);
            comma = comma.WithTrailingTrivia(end.Count > 0 ? end : before.TrailingTrivia);
        }

        items.InsertRange(2 * index, [flatten.WithLeadingTrivia(indentation), comma]);
        return SyntaxFactory.SeparatedList<AttributeSyntax>(items);
    }
}
