namespace Adjoint;

/// <content>Weights of classes.</content>
public sealed partial class Dataset<TLabel>
{
    /// <summary>
    /// What a row of each class counts for so that all classes count alike together: the weight of class c is n / (classes * n_c), of n rows with n_c of class c; the mean
    /// over the rows is 1. These are the weights of scikit-learn's <c>class_weight="balanced"</c> (King and Zeng, "Logistic Regression in Rare Events Data", 2001).
    /// </summary>
    /// <returns>The weight of each class that occurs, in the order of the classes. Weights that the set has already are not regarded.</returns>
    /// <exception cref="InvalidOperationException">The labels are not one class, or one yes or no, a row.</exception>
    public IReadOnlyDictionary<TLabel, double> BalancedClassWeights()
    {
        var classes = ClassesFor(nameof(BalancedClassWeights));
        var groups = RowGroups.OfClasses(this, classes);
        return new SortedDictionary<TLabel, double>(classes.Index().ToDictionary(entry => entry.Item, entry => BalancedWeight(groups, entry.Index)));
    }

    /// <summary>
    /// The same rows, each with the weight of its class by <see cref="BalancedClassWeights"/>: rare classes count in the loss as much as frequent ones. Take it of the
    /// training set, after splitting.
    /// </summary>
    /// <returns>A view with these weights in the place of any that the set had.</returns>
    /// <exception cref="InvalidOperationException">The labels are not one class, or one yes or no, a row.</exception>
    public Dataset<TLabel> WithBalancedWeights() => WithWeights(BalancedRowWeights(nameof(WithBalancedWeights)));

    /// <summary>The weight of each row by its class.</summary>
    /// <param name="caller">Name of the method, for the message.</param>
    internal float[] BalancedRowWeights(string caller)
    {
        var groups = RowGroups.OfClasses(this, ClassesFor(caller));
        return [.. groups.OfRow.Select(group => (float)BalancedWeight(groups, group))];
    }

    private static double BalancedWeight(RowGroups groups, int group) => groups.OfRow.Length / ((double)groups.Sizes.Length * groups.Sizes[group]);
}
