namespace Adjoint;

/// <summary>How rows become a set.</summary>
public sealed class RowOptions
{
    internal static RowOptions Default { get; } = new();

    /// <summary>What becomes of rows that do not fit; the first is an exception unless given.</summary>
    public BadRows BadRows { get; init; }

    /// <summary>How many rows an exception of <see cref="BadRows.Collect"/> names at most; at least 1, 10 unless given.</summary>
    public int MostErrors { get; init; } = 10;

    /// <summary>Where the rows are from, for messages: a file or a table; the name of their type unless given.</summary>
    public string? Source { get; init; }

    /// <summary>Called for each row that <see cref="BadRows.Skip"/> leaves out; nothing unless given.</summary>
    public Action<BadRow>? OnSkipped { get; init; }

    internal void Check() => ArgumentOutOfRangeException.ThrowIfLessThan(MostErrors, 1);
}
