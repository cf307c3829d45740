namespace Adjoint.Generator.Parsing;

/// <summary>The row that a model is of, as far as the model needs it: a change of the row that is none of the model's compiles it no second time.</summary>
/// <param name="Position">[Model&lt;T&gt;].</param>
/// <param name="Name">The row's name.</param>
/// <param name="FullName">The row as emitted code names it.</param>
/// <param name="IsReachable">Whether members of the model may name it.</param>
/// <param name="Columns">The number of its columns.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record ExampleUse(int Position, string Name, string FullName, bool IsReachable, int Columns, EquatableArray<LabelDeclaration> Labels)
{
    /// <summary>Which of its columns the model scales by what it learns of them.</summary>
    public EquatableArray<Vocabulary.ScaledColumns> Scaled { get; init; } = EquatableArray<Vocabulary.ScaledColumns>.Empty;

    /// <summary>The warnings that naming it causes.</summary>
    public EquatableArray<string> Warnings { get; init; } = EquatableArray<string>.Empty;
}
