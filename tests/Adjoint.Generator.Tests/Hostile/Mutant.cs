using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Tests.Hostile;

/// <summary>A source with tokens deleted, doubled or swapped: what a file looks like while somebody works on it.</summary>
internal static class Mutant
{
    /// <summary>The mutant of a number: the same for ever, so that the number is all that a failure needs to be told.</summary>
    public static string Of(string source, int number)
    {
        var random = new Random(number);
        for (var changes = random.Next(3) > 0 ? 1 : 2; changes > 0; changes--)
        {
            source = Change(source, random);
        }

        return source;
    }

    private static string Change(string source, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var tokens = root.DescendantTokens().ToList();
        var texts = tokens.ConvertAll(token => token.ToFullString());
        var (start, length) = random.Next(4) == 0 ? (random.Next(texts.Count), 1) : Piece(root, tokens, random);
        var run = texts.GetRange(start, length);
        switch (random.Next(4))
        {
            case 0:
                texts.RemoveRange(start, length);
                break;
            case 1:
                texts.InsertRange(start, run);
                break;
            case 2:
                // To where another such piece begins.
                texts.RemoveRange(start, length);
                texts.InsertRange(Math.Min(Piece(root, tokens, random).Start, texts.Count), run);
                break;
            default:
                // With another of its kind: a number with a number, a name with a name.
                start = random.Next(texts.Count);
                var others = Enumerable.Range(0, texts.Count).Where(other => tokens[other].RawKind == tokens[start].RawKind).ToList();
                var second = others[random.Next(others.Count)];
                (texts[start], texts[second]) = (texts[second], texts[start]);
                break;
        }

        return string.Concat(texts);
    }

    /// <summary>The tokens of a word, an argument, a list or a member, with the comma behind them.</summary>
    private static (int Start, int Length) Piece(SyntaxNode root, List<SyntaxToken> tokens, Random random)
    {
        var pieces = root.DescendantNodes()
            .Where(node => node.Span.Length > 0 && node is (AttributeSyntax or AttributeListSyntax or AttributeArgumentSyntax or MemberDeclarationSyntax))
            .ToList();
        if (pieces.Count == 0)
        {
            return (0, 1);
        }

        var piece = pieces[random.Next(pieces.Count)];
        var start = tokens.IndexOf(piece.GetFirstToken());
        var end = tokens.IndexOf(piece.GetLastToken());
        return (start, end + (tokens[end + 1].IsKind(SyntaxKind.CommaToken) ? 2 : 1) - start);
    }
}
