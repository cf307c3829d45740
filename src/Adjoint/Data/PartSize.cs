using System.Globalization;

namespace Adjoint;

/// <summary>How large a part of a set is: a share of its rows, as the number <c>0.8</c>, or a number of rows, as <c>800.Rows()</c>.</summary>
public readonly record struct PartSize
{
    private PartSize(double share, int rows) => (Share, RowCount) = (share, rows);

    /// <summary>The share of the rows; 0 where the size is a number of rows.</summary>
    internal double Share { get; }

    /// <summary>The number of rows; 0 where the size is a share.</summary>
    internal int RowCount { get; }

    /// <summary>A share of the rows.</summary>
    /// <param name="share">Above 0, at most 1; checked where the set is split.</param>
    public static implicit operator PartSize(double share) => FromDouble(share);

    /// <summary>A share of the rows.</summary>
    /// <param name="share">Above 0, at most 1; checked where the set is split.</param>
    /// <returns>The size.</returns>
    public static PartSize FromDouble(double share) => new(share, 0);

    /// <summary>A number of rows.</summary>
    /// <param name="rows">At least 1.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public static PartSize FromRows(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return new(0, rows);
    }

    /// <summary>"0.8" or "800 rows".</summary>
    public override string ToString() => RowCount > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{RowCount} rows")
        : Share.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Numbers of rows.</summary>
public static class RowCounts
{
    /// <summary>So many rows, where a set is split: <c>data.SplitInOrder(800.Rows(), 200.Rows())</c>.</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public static PartSize Rows(this int count) => PartSize.FromRows(count);
}
