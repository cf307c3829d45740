namespace Adjoint;

/// <summary>Draws the rows of the parts of a set. The random order is of <see cref="CounterRandom"/>: one seed, the same parts on every machine.</summary>
internal static class RowSplit
{
    /// <summary>What tells the orders of one seed apart.</summary>
    public enum Order
    {
        Random = 0,
        Stratified = 1,
        Groups = 2,
        Folds = 3,
    }

    /// <summary>Rows of each part, in random order.</summary>
    public static int[][] Draw(ReadOnlySpan<int> rows, int seed, params ReadOnlySpan<PartSize> sizes)
    {
        var ends = PartEnds.Of("Split", rows.Length, sizes);
        int[] shuffled = [.. rows];
        CounterRandom.Shuffle(shuffled, CounterRandom.Key(seed, RandomPurpose.Split));
        return Cut(shuffled, ends);
    }

    /// <summary>Rows of each part, as they come.</summary>
    public static int[][] InOrder(ReadOnlySpan<int> rows, params ReadOnlySpan<PartSize> sizes) =>
        Cut(rows, PartEnds.Of("SplitInOrder", rows.Length, sizes));

    /// <summary>Rows of each part, in random order, with the classes in the proportions of the whole.</summary>
    public static int[][] Stratified(ReadOnlySpan<int> rows, RowGroups classes, int seed, params ReadOnlySpan<PartSize> sizes)
    {
        var counts = PartEnds.Counts(PartEnds.Of("SplitStratified", rows.Length, sizes));
        classes.RequireRows(sizes.Length, "parts");
        var left = rows.Length - counts.Sum();
        var quotas = ProportionalTable.Round(classes.Sizes, left > 0 ? [.. counts, left] : counts);
        var partOf = new int[rows.Length];
        var order = Shuffled(rows.Length, seed, Order.Stratified);
        foreach (var row in order)
        {
            // A class fills its share of one part after the other; what is left over has the last column.
            var quota = quotas[classes.OfRow[row]];
            var part = Array.FindIndex(quota, rest => rest > 0);
            quota[part]--;
            partOf[row] = part;
        }

        return Deal(rows, order, partOf, sizes.Length);
    }

    /// <summary>Rows of each part, in random order; a part ends after the whole group that brings it nearest to its share of the rows.</summary>
    public static int[][] ByGroup(ReadOnlySpan<int> rows, RowGroups groups, int seed, params ReadOnlySpan<PartSize> shares)
    {
        var rowEnds = PartEnds.Of("SplitByGroup", rows.Length, shares);
        groups.RequireGroups(shares.Length, "parts", nameof(groups));
        var groupOrder = Shuffled(groups.Sizes.Length, seed, Order.Groups);
        var partOfGroup = new int[groupOrder.Length];
        var (next, reached) = (0, 0);
        for (var part = 0; part < shares.Length; part++)
        {
            // Every part has a group, and leaves one for each part after it.
            var limit = groupOrder.Length - (shares.Length - 1 - part);
            for (var first = next; next < limit; next++)
            {
                var size = groups.Sizes[groupOrder[next]];
                if (next > first && rowEnds[part] - reached < reached + size - rowEnds[part])
                {
                    break;
                }

                partOfGroup[groupOrder[next]] = part;
                reached += size;
            }
        }

        foreach (var group in groupOrder[next..])
        {
            partOfGroup[group] = shares.Length;
        }

        return Deal(rows, Shuffled(rows.Length, seed, Order.Random), [.. groups.OfRow.Select(group => partOfGroup[group])], shares.Length);
    }

    /// <summary>The numbers 0 ... count - 1 in random order.</summary>
    public static int[] Shuffled(int count, int seed, Order order)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        CounterRandom.Shuffle(numbers, CounterRandom.Key(seed, RandomPurpose.Split, where: (long)order));
        return numbers;
    }

    /// <summary>Gives each row to its part, in an order of all rows; rows of no part are left out.</summary>
    private static int[][] Deal(ReadOnlySpan<int> rows, int[] order, int[] partOf, int parts)
    {
        var dealt = new List<int>[parts];
        for (var part = 0; part < parts; part++)
        {
            dealt[part] = [];
        }

        foreach (var row in order)
        {
            if (partOf[row] < parts)
            {
                dealt[partOf[row]].Add(rows[row]);
            }
        }

        return [.. dealt.Select(part => part.ToArray())];
    }

    private static int[][] Cut(ReadOnlySpan<int> rows, int[] ends)
    {
        var parts = new int[ends.Length][];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = rows[(part == 0 ? 0 : ends[part - 1])..ends[part]].ToArray();
        }

        return parts;
    }
}
