namespace Adjoint;

/// <summary>How a stream is read.</summary>
public sealed record StreamOptions
{
    /// <summary>How many samples an epoch has, at least 1: a stream does not say where it ends, and epochs, schedules, validation and early stopping go by it.</summary>
    public required int RowsPerEpoch { get; init; }

    /// <summary>
    /// How many rows are held in memory to draw the next one from, at least 1; 10,000 unless given. 1 is the order of arrival; as many as a pass has are an order as random as a set's. Rows that
    /// lie together in the stream, such as those of one class, come apart only where the buffer holds more than them.
    /// </summary>
    public int ShuffleBuffer { get; init; } = 10_000;

    /// <summary>How often the rows are gone through at most, at least 1; as often as they bring rows unless given.</summary>
    public int? Passes { get; init; }

    /// <summary>What becomes of rows that do not fit, and where they are from, for messages; the first is an exception unless given. <see cref="BadRows.Collect"/> is for sets.</summary>
    public RowOptions Rows { get; init; } = RowOptions.Default;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RowsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShuffleBuffer, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Passes ?? 1, 1, nameof(Passes));
        ArgumentNullException.ThrowIfNull(Rows);
        if (Rows.BadRows == BadRows.Collect)
        {
            throw new ArgumentException("BadRows.Collect goes through all rows before it throws, and a stream may have no end: expected Fail or Skip.", nameof(Rows));
        }
    }
}
