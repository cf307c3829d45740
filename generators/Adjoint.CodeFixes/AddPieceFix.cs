using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0006: adds the loss behind the last layer, the optimizer behind the loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPieceFix)), Shared]
public sealed class AddPieceFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.MissingPiece.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FixedAttributeAsync().ConfigureAwait(false) is { } last)
        {
            foreach (var word in context.FixWords())
            {
                context.Offer($"Add [{word}]", last, AttributeChanges.InsertAfter(last, AttributeChanges.Qualified(word, last.Name)));
            }
        }
    }
}
