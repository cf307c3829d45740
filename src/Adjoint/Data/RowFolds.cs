namespace Adjoint;

/// <summary>The fold in which each row is held out.</summary>
/// <param name="Order">All rows in random order, in which those of a part are.</param>
/// <param name="FoldOf">The fold of each row.</param>
/// <param name="Count">How many folds there are.</param>
internal sealed record RowFolds(int[] Order, int[] FoldOf, int Count)
{
    /// <summary>Rows at random.</summary>
    public static RowFolds Plain(int rows, int k, int seed)
    {
        var order = Shuffled(rows, seed);
        return Dealt(order, order, k);
    }

    /// <summary>Rows of one class after the other, dealt in turn: a run of any length gives each fold as many, up to one.</summary>
    public static RowFolds Stratified(RowGroups classes, int k, int seed)
    {
        classes.RequireRows(k, "folds");
        var order = Shuffled(classes.OfRow.Length, seed);
        return Dealt(order, order.OrderBy(row => classes.OfRow[row]), k);
    }

    /// <summary>Whole groups, the largest first, each to the fold with the fewest rows.</summary>
    public static RowFolds ByGroup(RowGroups groups, int k, int seed)
    {
        groups.RequireGroups(k, "folds", nameof(groups));
        var foldOfGroup = new int[groups.Sizes.Length];
        var filled = new int[k];
        foreach (var group in Shuffled(groups.Sizes.Length, seed).OrderByDescending(group => groups.Sizes[group]))
        {
            var fold = filled.IndexOf(filled.Min());
            foldOfGroup[group] = fold;
            filled[fold] += groups.Sizes[group];
        }

        return new(Shuffled(groups.OfRow.Length, seed), [.. groups.OfRow.Select(group => foldOfGroup[group])], k);
    }

    /// <summary>The rows of one fold, of those that a set has.</summary>
    public int[] Rows(int[] rows, int fold, bool isHeldOut) =>
        [.. Order.Where(row => FoldOf[row] == fold == isHeldOut).Select(row => rows[row])];

    private static RowFolds Dealt(int[] order, IEnumerable<int> rows, int k)
    {
        var foldOf = new int[order.Length];
        foreach (var (place, row) in rows.Index())
        {
            foldOf[row] = place % k;
        }

        return new(order, foldOf, k);
    }

    private static int[] Shuffled(int count, int seed) => RowSplit.Shuffled(count, seed, RowSplit.Order.Folds);
}
