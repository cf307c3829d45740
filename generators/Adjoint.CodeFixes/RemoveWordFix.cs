using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0008, ADJ0033, ADJ0037: removes the word that is there a second time, or where the rows say it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveWordFix)), Shared]
public sealed class RemoveWordFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.Repeated.Id, Rules.InputOfRows.Id, Rules.ScaledTwice.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.UnderlinedAttributeAsync().ConfigureAwait(false) is { } word)
        {
            context.Offer($"Remove [{word}]", word, AttributeChanges.Remove(word));
        }
    }
}
