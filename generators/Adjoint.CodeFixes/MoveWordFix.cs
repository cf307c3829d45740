using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0007: moves a word to before the first one that it must not follow.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveWordFix)), Shared]
public sealed class MoveWordFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.Misplaced.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.UnderlinedAttributeAsync().ConfigureAwait(false) is { } word
            && await context.FixedAttributeAsync().ConfigureAwait(false) is { } follower)
        {
            context.Offer(
                $"Move [{word}] before [{follower}]",
                word,
                [.. AttributeChanges.InsertBefore(follower, word.ToString()), .. AttributeChanges.Remove(word)]);
        }
    }
}
