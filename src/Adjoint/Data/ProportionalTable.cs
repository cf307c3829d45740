namespace Adjoint;

/// <summary>
/// Rounds a table of proportions to whole numbers, each the next below or above its exact value, without changing a sum of a row or of a column. One always exists
/// (Bacharach, "Matrix rounding problems", Management Science 12, 1966): two exact values of every row and column that has one are no whole numbers, so they lie on a
/// cycle, and along a cycle as much can be added to every other value as is taken from those between, until one is whole.
/// </summary>
internal static class ProportionalTable
{
    /// <summary>The whole numbers near rows[i] * columns[j] / total.</summary>
    /// <param name="rows">Sums of the rows.</param>
    /// <param name="columns">Sums of the columns, with the same total.</param>
    public static int[][] Round(int[] rows, int[] columns)
    {
        var total = rows.Sum();
        int[][] table = [.. rows.Select(row => columns.Select(column => (int)((long)row * column / total)).ToArray())];
        // What the exact value has above the whole number, in units of 1 / total.
        int[][] above = [.. rows.Select(row => columns.Select(column => (int)((long)row * column % total)).ToArray())];
        while (Cycle(above) is { } cycle)
        {
            // Added where the place is even, taken where it is odd.
            var step = cycle.Select((cell, place) => place % 2 == 0 ? total - above[cell.Row][cell.Column] : above[cell.Row][cell.Column]).Min();
            for (var place = 0; place < cycle.Count; place++)
            {
                var (row, column) = cycle[place];
                above[row][column] += place % 2 == 0 ? step : -step;
                if (above[row][column] == total)
                {
                    table[row][column]++;
                    above[row][column] = 0;
                }
            }
        }

        return table;
    }

    /// <summary>Cells that are no whole numbers, in turn two of one row and two of one column; null if all are whole.</summary>
    private static List<(int Row, int Column)>? Cycle(int[][] above)
    {
        var row = Array.FindIndex(above, values => Array.Exists(values, value => value > 0));
        if (row < 0)
        {
            return null;
        }

        var path = new List<(int Row, int Column)>();
        var column = Array.FindIndex(above[row], value => value > 0);
        while (true)
        {
            // Into the row by one column and out of it by another, then to another row of that column.
            path.Add((row, column));
            column = Other(column, index => above[row][index] > 0);
            path.Add((row, column));
            if (path.FindIndex(cell => cell.Column == column) is var entry && entry < path.Count - 1)
            {
                // The first cell of a column is where the path came out of a row, unless the path began with it: the next is where it went in.
                return path[(entry + (entry % 2))..];
            }

            row = Other(row, index => above[index][column] > 0);
            if (path.FindIndex(cell => cell.Row == row) is var seen and >= 0)
            {
                // In by this column now, and out as the first time.
                path[seen] = (row, column);
                return path[seen..];
            }
        }
    }

    /// <summary>Another that is open: there is one, as the sum is a whole number.</summary>
    private static int Other(int except, Predicate<int> isOpen)
    {
        var index = 0;
        while (index == except || !isOpen(index))
        {
            index++;
        }

        return index;
    }
}
