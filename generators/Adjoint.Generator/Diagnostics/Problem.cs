using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Diagnostics;

/// <summary>
/// A mistake of the user's, found by a stage: which rule, at which attribute, with which words. It has no place in a file, so that it may
/// live in cached values; the analyzer finds the place.
/// </summary>
/// <param name="RuleId">The rule: ADJ0001, ...</param>
/// <param name="Position">The index of the attribute on the class, <see cref="Parsing.ModelDeclaration.OnClass"/>, or a member below it.</param>
/// <param name="Arguments">What the message's places are filled with.</param>
/// <param name="FixPosition">The attribute that a code fix works on, where it is another one.</param>
internal sealed record Problem(string RuleId, int Position, EquatableArray<string> Arguments, int FixPosition)
{
    /// <summary>The words that a code fix may write, the likeliest first.</summary>
    public EquatableArray<string> FixWords { get; init; } = EquatableArray<string>.Empty;

    public static Problem Of(DiagnosticDescriptor rule, int position, params string[] arguments)
        => new(rule.Id, position, EquatableArray.Of(arguments), position);

    /// <summary>The message as the user reads it.</summary>
    public string Message => string.Format(
        System.Globalization.CultureInfo.InvariantCulture,
        Rules.ById(RuleId).MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [.. Arguments]);
}
