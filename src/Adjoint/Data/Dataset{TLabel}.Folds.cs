namespace Adjoint;

/// <content>Folds.</content>
public sealed partial class Dataset<TLabel>
{
    /// <summary>
    /// The set in k parts of the same size, up to one row, drawn at random; fold i holds part i out for validation and trains on the others.
    /// </summary>
    /// <param name="k">How many, 2 ... <see cref="Count"/>; 5 and 10 are usual.</param>
    /// <param name="seed">Which of the random orders; the same seed draws the same folds on every machine.</param>
    /// <returns>The k folds, which share the numbers of this set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 2, or there are fewer rows.</exception>
    public IReadOnlyList<Fold<TLabel>> Folds(int k, int seed = 0)
    {
        RequireFolds(k);
        return Folds(RowFolds.Plain(Count, k, seed));
    }

    /// <summary>
    /// As <see cref="Folds(int, int)"/>, with the classes in the same proportions in every fold: each has the rows of a class that its exact share is, rounded up or down.
    /// </summary>
    /// <param name="k">How many, 2 or more.</param>
    /// <param name="seed">Which of the random orders; the same seed draws the same folds on every machine.</param>
    /// <returns>The k folds, which share the numbers of this set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 2, or there are fewer rows.</exception>
    /// <exception cref="ArgumentException">A class has fewer than <paramref name="k"/> rows.</exception>
    /// <exception cref="InvalidOperationException">The labels are not one class, or one yes or no, a row.</exception>
    public IReadOnlyList<Fold<TLabel>> FoldsStratified(int k, int seed = 0)
    {
        RequireFolds(k);
        return Folds(RowFolds.Stratified(RowGroups.OfClasses(this, ClassesFor(nameof(FoldsStratified))), k, seed));
    }

    /// <summary>
    /// As <see cref="Folds(int, int)"/>, with the rows of a group in the same part: no patient, for instance, is held out in one row and trained on in another. The largest
    /// groups are dealt first, each to the part with the fewest rows, so that the parts are of about the same size.
    /// </summary>
    /// <typeparam name="TGroup">What names a group: a number, a string, anything that tells when two are equal.</typeparam>
    /// <param name="groups">The group of each row, in their order.</param>
    /// <param name="k">How many, 2 ... the number of groups.</param>
    /// <param name="seed">Which of the random orders of groups of the same size; the same seed draws the same folds on every machine.</param>
    /// <returns>The k folds, which share the numbers of this set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 2, or there are fewer rows.</exception>
    /// <exception cref="ArgumentException">There is not one group for each row, one is null, or there are fewer groups than folds.</exception>
    public IReadOnlyList<Fold<TLabel>> FoldsByGroup<TGroup>(IReadOnlyList<TGroup> groups, int k, int seed = 0)
        where TGroup : notnull
    {
        RequireFolds(k);
        return Folds(RowFolds.ByGroup(RowGroups.Of(groups, Count, nameof(groups)), k, seed));
    }

    private void RequireFolds(int k)
    {
        if (k < 2 || k > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"{k} folds of {Count} rows, expected 2 or more, and no more than there are rows.");
        }
    }

    private Fold<TLabel>[] Folds(RowFolds folds)
    {
        var made = new Fold<TLabel>[folds.Count];
        for (var fold = 0; fold < made.Length; fold++)
        {
            made[fold] = new(View(folds.Rows(_rows, fold, isHeldOut: false)), View(folds.Rows(_rows, fold, isHeldOut: true)));
        }

        return made;
    }
}
