namespace Adjoint;

/// <summary>A number, or several, that are counted from predicted values row by row. <c>model.Measure(data, metrics)</c> feeds it a set.</summary>
/// <remarks>The true value comes first, as in scikit-learn. Not safe from several threads at once.</remarks>
public interface IRegressorMetric
{
    /// <summary>Counts a block of rows: all of it, or nothing where it is refused.</summary>
    /// <param name="actual">The true values: rows x outputs, row-major.</param>
    /// <param name="predicted">The predicted values, of the same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are not whole rows, or a number is not finite.</exception>
    void Add(ReadOnlySpan<float> actual, ReadOnlySpan<float> predicted);

    /// <summary>Forgets all rows; keeps the memory.</summary>
    void Reset();
}
