namespace Adjoint.Generator.Parsing;

/// <summary>What the emitted parts of the class must repeat, and what they must not collide with.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">The containing types, outermost first, as declarations: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The name, without escapes.</param>
/// <param name="TypeParameters">The type parameters with their brackets; empty for a legal model.</param>
/// <param name="HintName">The name of the emitted files: namespace, nesting and name.</param>
/// <param name="CanBeExtended">Whether a part of the class can be emitted at all.</param>
/// <param name="HasSummary">Whether the user documented the class.</param>
/// <param name="Members">The names that the user's own members take, in ordinal order.</param>
/// <param name="Collisions">Members of the user's that the emitted part would declare again.</param>
internal sealed record ClassHeader(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string TypeParameters,
    string HintName,
    bool CanBeExtended,
    bool HasSummary,
    EquatableArray<string> Members,
    EquatableArray<string> Collisions)
{
    /// <summary>What it is: <c>class</c>, <c>record struct</c>.</summary>
    public string Keyword { get; init; } = "class";

    /// <summary>The warnings that naming the labels' enum or the properties of a row causes, because they are obsolete or experiments.</summary>
    public EquatableArray<string> Warnings { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What it is that they warn of.</summary>
    public string WarnsOf { get; init; } = "the labels";
}
