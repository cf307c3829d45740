using System.Collections.Immutable;
using System.Globalization;
using Adjoint.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.CodeFixes;

/// <summary>What the fixes of words have in common: where they stand, and how a change is offered.</summary>
internal static class FixContext
{
    /// <summary>The attribute that the diagnostic underlines.</summary>
    public static async Task<AttributeSyntax?> UnderlinedAttributeAsync(this CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>();
    }

    /// <summary>The attribute that the diagnostic names for its fix, or null where it names none.</summary>
    public static async Task<AttributeSyntax?> FixedAttributeAsync(this CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            && model?.GetDeclaredSymbol(declaration, context.CancellationToken) is { } type
            && int.TryParse(context.Diagnostics[0].Properties[ModelAnalyzer.FixPosition], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? type.GetAttributes()[position].ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax
                : null;
    }

    /// <summary>The words that the diagnostic proposes to write.</summary>
    public static ImmutableArray<string> FixWords(this CodeFixContext context)
        => [.. context.Diagnostics[0].Properties[ModelAnalyzer.FixWords]!.Split([','], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Offers changes in the file of a node, which need not be the diagnostic's.</summary>
    public static void Offer(this CodeFixContext context, string title, SyntaxNode node, IEnumerable<TextChange> changes)
    {
        if (context.Document.Project.GetDocument(node.SyntaxTree) is { } document)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    async cancellation => document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(changes)),
                    title),
                context.Diagnostics);
        }
    }
}
