using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.CodeFixes;

/// <summary>
/// Changes to the words of a model in the user's own layout: where a word has a list of its own the new one gets one, else it goes into the
/// list; where words stand one to a line it gets a line. Comments stay with what they are about.
/// </summary>
internal static class AttributeChanges
{
    /// <summary>A word as the user writes the one beside it: with the namespace or without.</summary>
    public static string Qualified(string word, NameSyntax beside) => beside switch
    {
        QualifiedNameSyntax qualified => $"{qualified.Left}.{word}",
        AliasQualifiedNameSyntax aliased => $"{aliased.Alias}::{word}",
        _ => word,
    };

    /// <summary>Inserts an attribute, written without its brackets, before another.</summary>
    public static IEnumerable<TextChange> InsertBefore(AttributeSyntax anchor, string attribute)
    {
        var list = (AttributeListSyntax)anchor.Parent!;
        var end = EndOfLine(anchor);
        if (list.Attributes.Count == 1 && list.Parent is TypeDeclarationSyntax { AttributeLists: var lists } && lists[0] != list)
        {
            // Above the comments that are above the anchor.
            var before = list.GetFirstToken().GetPreviousToken();
            return EndsLine(before.TrailingTrivia)
                ? [Insert(list.FullSpan.Start, $"{Indentation(list)}[{attribute}]{end}")]
                : [Insert(list.SpanStart, $"[{attribute}] ")];
        }

        var index = list.Attributes.IndexOf(anchor);
        var separator = index > 0 ? list.Attributes.GetSeparator(index - 1) : anchor.GetFirstToken().GetPreviousToken();
        return EndsLine(separator.TrailingTrivia) ? [Insert(separator.FullSpan.End, $"{Indentation(anchor)}{attribute},{end}")]
            : index > 0 ? [Insert(separator.Span.End, $" {attribute},")]
            : [Insert(separator.IsKind(SyntaxKind.ColonToken) ? separator.FullSpan.End : separator.Span.End, $"{attribute}, ")];
    }

    /// <summary>Inserts an attribute, written without its brackets, behind another.</summary>
    public static IEnumerable<TextChange> InsertAfter(AttributeSyntax anchor, string attribute)
    {
        var list = (AttributeListSyntax)anchor.Parent!;
        var end = EndOfLine(anchor);
        if (list.Attributes.Count == 1)
        {
            return EndsLine(list.GetTrailingTrivia())
                ? [Insert(list.FullSpan.End, $"{Indentation(list)}[{attribute}]{end}")]
                : [Insert(list.Span.End, $" [{attribute}]")];
        }

        var index = list.Attributes.IndexOf(anchor);
        if (index < list.Attributes.SeparatorCount)
        {
            var comma = list.Attributes.GetSeparator(index);
            return EndsLine(comma.TrailingTrivia)
                && (index == 0 || EndsLine(list.Attributes.GetSeparator(index - 1).TrailingTrivia))
                    ? [Insert(comma.FullSpan.End, $"{Indentation(anchor)}{attribute},{end}")]
                    : [Insert(comma.Span.End, $" {attribute},")];
        }

        return EndsLine(anchor.GetTrailingTrivia())
            ? [Insert(anchor.Span.End, ","), Insert(anchor.FullSpan.End, $"{Indentation(anchor)}{attribute}{end}")]
            : [Insert(anchor.Span.End, $", {attribute}")];
    }

    /// <summary>Removes an attribute, with the comment behind it on its line, and with its list or line where it was alone there.</summary>
    public static IEnumerable<TextChange> Remove(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count == 1)
        {
            return StartsLine(list.GetFirstToken()) && EndsLine(list.GetTrailingTrivia()) ? [Delete(LineStart(list), list.FullSpan.End)]
                : EndsLine(list.GetTrailingTrivia()) ? [Delete(list.GetFirstToken().GetPreviousToken().Span.End, list.Span.End)]
                : [Delete(list.SpanStart, list.FullSpan.End)];
        }

        var index = list.Attributes.IndexOf(attribute);
        if (index == 0)
        {
            return [Delete(attribute.SpanStart, list.Attributes[1].SpanStart)];
        }

        var before = list.Attributes.GetSeparator(index - 1);
        if (!EndsLine(before.TrailingTrivia))
        {
            return [Delete(before.SpanStart, attribute.Span.End)];
        }

        return index < list.Attributes.SeparatorCount
            ? [Delete(LineStart(attribute), EndsLine(list.Attributes.GetSeparator(index).TrailingTrivia) ? list.Attributes.GetSeparator(index).FullSpan.End : list.Attributes[index + 1].SpanStart)]
            : [Delete(before.SpanStart, before.Span.End), Delete(LineStart(attribute), attribute.FullSpan.End)];
    }

    /// <summary>Writes another attribute in the place of one.</summary>
    public static IEnumerable<TextChange> Replace(AttributeSyntax attribute, string other) => [new TextChange(attribute.Span, other)];

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private static TextChange Delete(int start, int end) => new(TextSpan.FromBounds(start, end), string.Empty);

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static bool StartsLine(SyntaxToken token)
        => EndsLine(token.LeadingTrivia) || token.GetPreviousToken() is not { RawKind: not 0 } previous || EndsLine(previous.TrailingTrivia);

    private static TextLine Line(SyntaxNode node) => node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart);

    private static int LineStart(SyntaxNode node) => Line(node).Start;

    private static string Indentation(SyntaxNode node)
    {
        var line = Line(node).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    // As the file has them: the end of the node's own line.
    private static string EndOfLine(SyntaxNode node)
    {
        var line = Line(node);
        return line.EndIncludingLineBreak > line.End ? line.Text!.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }
}
