namespace Adjoint.Generator.Vocabulary;

/// <summary>Neighbouring columns of rows whose properties have the same word.</summary>
internal sealed record ScaledColumns(InputScaling Scaling, long First, long Count)
{
    /// <summary>The word with its columns: <c>Standardize(0 to 3)</c>.</summary>
    public string Text => Count == 1
        ? $"{Scaling.Word}({Adjoint.Generator.Text.Of(First)})"
        : $"{Scaling.Word}({Adjoint.Generator.Text.Of(First)} to {Adjoint.Generator.Text.Of(First + Count - 1)})";
}
