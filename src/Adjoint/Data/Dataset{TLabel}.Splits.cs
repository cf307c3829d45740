namespace Adjoint;

/// <content>Parts.</content>
public sealed partial class Dataset<TLabel>
{
    /// <summary>Two sets without a row in common, drawn at random.</summary>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.8, or <c>800.Rows()</c>.</param>
    /// <param name="second">Size of the second set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0.</exception>
    /// <exception cref="ArgumentException">The shares sum to more than 1, the numbers to more rows than there are, or a set would be without rows.</exception>
    public (Dataset<TLabel> First, Dataset<TLabel> Second) Split(PartSize first, PartSize second, int seed = 0)
    {
        var parts = RowSplit.Draw(_rows, seed, first, second);
        return (View(parts[0]), View(parts[1]));
    }

    /// <summary>Three sets without a row in common, drawn at random.</summary>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.7, or <c>700.Rows()</c>.</param>
    /// <param name="second">Size of the second set.</param>
    /// <param name="third">Size of the third set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <inheritdoc cref="Split(PartSize, PartSize, int)" path="/exception"/>
    public (Dataset<TLabel> First, Dataset<TLabel> Second, Dataset<TLabel> Third) Split(
        PartSize first, PartSize second, PartSize third, int seed = 0)
    {
        var parts = RowSplit.Draw(_rows, seed, first, second, third);
        return (View(parts[0]), View(parts[1]), View(parts[2]));
    }

    /// <summary>
    /// Two sets without a row in common, cut from the set in its order: of rows in the order of time, those that come later test what was learned from those before.
    /// </summary>
    /// <remarks>Rows that the sizes leave over are the last.</remarks>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.8, or <c>800.Rows()</c>.</param>
    /// <param name="second">Size of the second set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0.</exception>
    /// <exception cref="ArgumentException">The shares sum to more than 1, the numbers to more rows than there are, or a set would be without rows.</exception>
    public (Dataset<TLabel> First, Dataset<TLabel> Second) SplitInOrder(PartSize first, PartSize second)
    {
        var parts = RowSplit.InOrder(_rows, first, second);
        return (View(parts[0]), View(parts[1]));
    }

    /// <summary>
    /// Three sets without a row in common, cut from the set in its order: of rows in the order of time, those that come later test what was learned from those before.
    /// </summary>
    /// <remarks>Rows that the sizes leave over are the last.</remarks>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.7, or <c>700.Rows()</c>.</param>
    /// <param name="second">Size of the second set.</param>
    /// <param name="third">Size of the third set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <inheritdoc cref="SplitInOrder(PartSize, PartSize)" path="/exception"/>
    public (Dataset<TLabel> First, Dataset<TLabel> Second, Dataset<TLabel> Third) SplitInOrder(
        PartSize first, PartSize second, PartSize third)
    {
        var parts = RowSplit.InOrder(_rows, first, second, third);
        return (View(parts[0]), View(parts[1]), View(parts[2]));
    }

    /// <summary>
    /// Two sets without a row in common, drawn at random, in which the classes have the proportions that they have in the whole: the rows of a class in a set are those of
    /// its exact share, rounded up or down.
    /// </summary>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.8, or <c>800.Rows()</c>.</param>
    /// <param name="second">Size of the second set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0.</exception>
    /// <exception cref="ArgumentException">
    /// A class has fewer rows than there are sets, the shares sum to more than 1, the numbers to more rows than there are, or a set would be without rows.
    /// </exception>
    /// <exception cref="InvalidOperationException">The labels are not one class, or one yes or no, a row.</exception>
    public (Dataset<TLabel> First, Dataset<TLabel> Second) SplitStratified(PartSize first, PartSize second, int seed = 0)
    {
        var parts = RowSplit.Stratified(_rows, RowGroups.OfClasses(this, ClassesFor(nameof(SplitStratified))), seed, first, second);
        return (View(parts[0]), View(parts[1]));
    }

    /// <summary>
    /// Three sets without a row in common, drawn at random, in which the classes have the proportions that they have in the whole: the rows of a class in a set are those of
    /// its exact share, rounded up or down.
    /// </summary>
    /// <param name="first">Size of the first set: a share of the rows above 0, as 0.7, or <c>700.Rows()</c>.</param>
    /// <param name="second">Size of the second set.</param>
    /// <param name="third">Size of the third set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <inheritdoc cref="SplitStratified(PartSize, PartSize, int)" path="/exception"/>
    public (Dataset<TLabel> First, Dataset<TLabel> Second, Dataset<TLabel> Third) SplitStratified(
        PartSize first, PartSize second, PartSize third, int seed = 0)
    {
        var parts = RowSplit.Stratified(_rows, RowGroups.OfClasses(this, ClassesFor(nameof(SplitStratified))), seed, first, second, third);
        return (View(parts[0]), View(parts[1]), View(parts[2]));
    }

    /// <summary>
    /// Two sets drawn at random, in which the rows of a group stay together: no patient, for instance, is in two of them. Sets end after the group that brings them nearest to
    /// their share of the rows, and each has at least one.
    /// </summary>
    /// <typeparam name="TGroup">What names a group: a number, a string, anything that tells when two are equal.</typeparam>
    /// <param name="groups">The group of each row, in their order.</param>
    /// <param name="first">Share of the rows in the first set, above 0: 0.8 is four fifths.</param>
    /// <param name="second">Share of the rows in the second set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0.</exception>
    /// <exception cref="ArgumentException">
    /// There is not one group for each row, one is null, there are fewer groups than sets, the shares sum to more than 1, or a set would be without rows.
    /// </exception>
    public (Dataset<TLabel> First, Dataset<TLabel> Second) SplitByGroup<TGroup>(IReadOnlyList<TGroup> groups, double first, double second, int seed = 0)
        where TGroup : notnull
    {
        var parts = RowSplit.ByGroup(_rows, RowGroups.Of(groups, Count, nameof(groups)), seed, first, second);
        return (View(parts[0]), View(parts[1]));
    }

    /// <summary>
    /// Three sets drawn at random, in which the rows of a group stay together: no patient, for instance, is in two of them. Sets end after the group that brings them nearest to
    /// their share of the rows, and each has at least one.
    /// </summary>
    /// <typeparam name="TGroup">What names a group: a number, a string, anything that tells when two are equal.</typeparam>
    /// <param name="groups">The group of each row, in their order.</param>
    /// <param name="first">Share of the rows in the first set, above 0: 0.7 is seven tenths.</param>
    /// <param name="second">Share of the rows in the second set.</param>
    /// <param name="third">Share of the rows in the third set. Where the shares sum to 1, it takes every row that is left.</param>
    /// <param name="seed">Which of the random splits; the same seed draws the same rows on every machine.</param>
    /// <inheritdoc cref="SplitByGroup{TGroup}(IReadOnlyList{TGroup}, double, double, int)" path="/exception"/>
    public (Dataset<TLabel> First, Dataset<TLabel> Second, Dataset<TLabel> Third) SplitByGroup<TGroup>(
        IReadOnlyList<TGroup> groups, double first, double second, double third, int seed = 0)
        where TGroup : notnull
    {
        var parts = RowSplit.ByGroup(_rows, RowGroups.Of(groups, Count, nameof(groups)), seed, first, second, third);
        return (View(parts[0]), View(parts[1]), View(parts[2]));
    }

    /// <summary>The classes that occur among the labels, in their order.</summary>
    /// <param name="caller">Name of the method, for the message.</param>
    private TLabel[] ClassesFor(string caller)
    {
        if (WhyNoClasses() is { } reason)
        {
            throw new InvalidOperationException($"{caller} {reason}");
        }

        var classes = new HashSet<TLabel>();
        foreach (var row in _rows)
        {
            classes.Add(_labels.Span[row]);
        }

        return [.. classes.Order()];
    }

    /// <summary>Why the labels are not one class a row, as a sentence about what needs them; null if they are.</summary>
    internal string? WhyNoClasses() =>
        !(typeof(TLabel).IsEnum || typeof(TLabel) == typeof(int) || typeof(TLabel) == typeof(bool))
            ? $"needs classes (an enum or int) or yes and no (bool) as labels, but these are {typeof(TLabel).Name}."
            : LabelCount != 1 ? $"needs one label a row, but a row of this set has {LabelCount}." : null;
}
