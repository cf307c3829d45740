namespace Adjoint;

/// <summary>Rows cannot become a set: the message names for each its source, index, property and value, and what was expected.</summary>
public sealed class BadRowsException : ArgumentException
{
    internal BadRowsException(IReadOnlyList<BadRow> rows)
        : base(rows.Count == 1 ? $"{rows[0]}." : $"{rows.Count} rows do not fit:{string.Concat(rows.Select(row => $"\n{row}"))}")
    {
        Rows = rows;
    }

    /// <summary>The rows, at least one.</summary>
    public IReadOnlyList<BadRow> Rows { get; }
}
