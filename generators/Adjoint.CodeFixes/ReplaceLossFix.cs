using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0014, ADJ0018, ADJ0034: writes the loss that fits the outputs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceLossFix)), Shared]
public sealed class ReplaceLossFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.OneClass.Id, Rules.EnumWithoutClasses.Id, Rules.LossOfLabel.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // One rule names the loss, the others underline it.
        var loss = context.Diagnostics[0].Id == Rules.EnumWithoutClasses.Id
            ? await context.FixedAttributeAsync().ConfigureAwait(false)
            : await context.UnderlinedAttributeAsync().ConfigureAwait(false);
        foreach (var word in loss is null ? [] : context.FixWords())
        {
            context.Offer($"Replace [{loss}] by [{word}]", loss!, AttributeChanges.Replace(loss!, AttributeChanges.Qualified(word, loss!.Name)));
        }
    }
}
