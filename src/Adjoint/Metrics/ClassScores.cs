namespace Adjoint;

/// <summary>How well one class is told from the others, or the average over classes.</summary>
/// <param name="Precision">How many of the rows taken for the class are of it, 0 to 1; 0 where none was taken for it.</param>
/// <param name="Recall">How many of the rows of the class were taken for it, 0 to 1; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of both: 2 · right / (rows of it + rows taken for it), 0 to 1; 0 where there are neither. An average is the mean of the classes' F1.</param>
/// <param name="Support">How many rows are of the class.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support)
{
    // A share of nothing is 0, as in scikit-learn unless told otherwise.
    internal static ClassScores Of(long right, long actual, long predicted)
        => new(Share(right, predicted), Share(right, actual), Share(2 * right, actual + predicted), actual);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
