namespace Adjoint;

/// <summary>A row that cannot become floats or cannot be learned from: the first of its values that does not fit.</summary>
/// <param name="Source">Where the row is from: <see cref="RowOptions.Source"/>, or the name of its type.</param>
/// <param name="Row">Its index, from 0; in a stream that of its pass. Null where it was given alone, or is too large for an <c>int</c>.</param>
/// <param name="Value">The value.</param>
public sealed record BadRow(string Source, int? Row, BadValue Value)
{
    /// <summary>In words: <c>iris.csv, row 17: SepalLength is NaN, expected a finite float32 number</c>.</summary>
    public override string ToString() => $"{Source}{(Row is { } row ? $", row {row}" : string.Empty)}: {Value.Property} {Value.Found}, expected {Value.Expected}";
}

/// <summary>What becomes of rows that do not fit.</summary>
public enum BadRows
{
    /// <summary>The first is an exception.</summary>
    Fail,

    /// <summary>They are left out, counted, and told of: <see cref="Dataset{TLabel}.SkippedRows"/>, <see cref="RowOptions.OnSkipped"/>.</summary>
    Skip,

    /// <summary>The first <see cref="RowOptions.MostErrors"/> are one exception that names all of them.</summary>
    Collect,
}
