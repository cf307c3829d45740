namespace Adjoint;

/// <summary>A number, or several, that are counted from a classifier's scores row by row. <c>model.Measure(data, metrics)</c> feeds it a set.</summary>
/// <remarks>The true class comes first, as in scikit-learn. Not safe from several threads at once.</remarks>
public interface IClassifierMetric
{
    /// <summary>Counts a block of rows: all of it, or nothing where it is refused.</summary>
    /// <param name="actual">The number of the true class of each row, from 0.</param>
    /// <param name="scores">A score for each class: rows x classes, row-major. <c>Measure</c> gives probabilities.</param>
    /// <exception cref="ArgumentException">The scores are not as many whole rows as there are classes given, one is not finite, or there is no such class.</exception>
    void Add(ReadOnlySpan<int> actual, ReadOnlySpan<float> scores);

    /// <summary>Forgets all rows; keeps the memory.</summary>
    void Reset();
}
