namespace Adjoint;

/// <summary>Rows that belong together: those of one class, or of one patient.</summary>
/// <param name="OfRow">The group of each row, from 0.</param>
/// <param name="Sizes">The rows of each group, at least 1.</param>
/// <param name="Names">What each group is called in messages.</param>
internal sealed record RowGroups(int[] OfRow, int[] Sizes, Func<int, string?> Names)
{
    /// <summary>Groups of equal values, a value for each row; numbered as they first occur.</summary>
    public static RowGroups Of<TGroup>(IReadOnlyList<TGroup> values, int rows, string parameter)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        if (values.Count != rows)
        {
            throw new ArgumentException($"{rows} rows of the set have a group each, but {values.Count} were given.", parameter);
        }

        var numbers = new Dictionary<TGroup, int>();
        var ofRow = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            if (values[row] is not { } value)
            {
                throw new ArgumentException($"The group of row {row} is null.", parameter);
            }

            if (!numbers.TryGetValue(value, out var number))
            {
                numbers.Add(value, number = numbers.Count);
            }

            ofRow[row] = number;
        }

        return Counted(ofRow, [.. numbers.Keys]);
    }

    /// <summary>Groups of the same class, in the order of the classes.</summary>
    public static RowGroups OfClasses<TLabel>(Dataset<TLabel> data, TLabel[] classes)
        where TLabel : unmanaged
    {
        var ofRow = new int[data.Count];
        for (var row = 0; row < ofRow.Length; row++)
        {
            ofRow[row] = Array.BinarySearch(classes, data.Labels(row)[0]);
        }

        return Counted(ofRow, classes);
    }

    /// <summary>Whether there is a row of every group for every part.</summary>
    public void RequireRows(int parts, string what)
    {
        for (var group = 0; group < Sizes.Length; group++)
        {
            if (Sizes[group] < parts)
            {
                throw new ArgumentException($"The class {Names(group)} has {Sizes[group]} {(Sizes[group] == 1 ? "row" : "rows")}, fewer than the {parts} {what}.");
            }
        }
    }

    /// <summary>Whether there is a group for every part.</summary>
    public void RequireGroups(int parts, string what, string parameter)
    {
        if (Sizes.Length < parts)
        {
            throw new ArgumentException($"There are {Sizes.Length} groups, fewer than the {parts} {what}.", parameter);
        }
    }

    private static RowGroups Counted<T>(int[] ofRow, T[] names)
        where T : notnull
    {
        var sizes = new int[names.Length];
        foreach (var group in ofRow)
        {
            sizes[group]++;
        }

        return new(ofRow, sizes, group => names[group].ToString());
    }
}
