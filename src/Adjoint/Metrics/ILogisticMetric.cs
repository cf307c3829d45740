namespace Adjoint;

/// <summary>
/// A number, or several, that are counted from the probabilities of yes, row by row. <c>model.Measure(data, metrics)</c> of a model of one or several yes and no
/// feeds it a set.
/// </summary>
/// <remarks>The true label comes first, as in scikit-learn. Not safe from several threads at once.</remarks>
public interface ILogisticMetric
{
    /// <summary>Counts a block of rows: all of it, or nothing where it is refused.</summary>
    /// <param name="actual">The labels: rows x labels of a row, row-major.</param>
    /// <param name="probabilities">The probability of yes of each, 0 to 1, of the same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are not whole rows, or a number is no probability.</exception>
    void Add(ReadOnlySpan<bool> actual, ReadOnlySpan<float> probabilities);

    /// <summary>Forgets all rows; keeps the memory.</summary>
    void Reset();
}
