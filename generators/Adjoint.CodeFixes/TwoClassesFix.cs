using System.Collections.Immutable;
using System.Composition;
using Adjoint.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.CodeFixes;

/// <summary>ADJ0014: makes one output two, for yes and no.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TwoClassesFix)), Shared]
public sealed class TwoClassesFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.OneClass.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Not where a constant of the user's says how many there are.
        if (await context.FixedAttributeAsync().ConfigureAwait(false) is { ArgumentList.Arguments: var arguments } dense
            && arguments.FirstOrDefault(argument => argument.NameEquals is null) is { Expression: LiteralExpressionSyntax outputs })
        {
            var change = new TextChange(outputs.Span, "2");
            var changed = dense.GetText().Replace(outputs.SpanStart - dense.FullSpan.Start, outputs.Span.Length, "2").ToString().Trim();
            context.Offer($"Change [{dense}] to [{changed}]", dense, [change]);
        }
    }
}
