namespace Adjoint;

/// <summary>
/// Ends a training when a metric of the validation set is no longer improved: its <c>Patience</c>-th validation in a row without an improvement is the
/// last. Means what <c>keras.callbacks.EarlyStopping</c> means by the same words. Every option has a default.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>What is watched; the validation loss unless given.</summary>
    public ValidationMetric Metric { get; init; } = ValidationMetric.Loss;

    /// <summary>How many validations in a row may pass without an improvement, at least 1; 5 unless given.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>By more than this the metric must beat the best so far, in its own unit, 0 or more; 0 unless given. An equal value is no improvement.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>A value that the metric must beat before it counts as improved at all; none unless given.</summary>
    public double? Baseline { get; init; }

    /// <summary>The first epoch whose validation counts, from 1: earlier ones are neither the best nor used up patience. 1 unless given.</summary>
    public int FirstEpoch { get; init; } = 1;

    /// <summary>
    /// Whether the model has the parameters of its best validation in the end (unless given), however the training ended; if not, it has the last ones.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>A value that is good enough: reaching it ends the training. None unless given.</summary>
    public double? Target { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstEpoch, 1);
        if (!(MinimumImprovement >= 0 && double.IsFinite(MinimumImprovement)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinimumImprovement), MinimumImprovement, $"MinimumImprovement is {MinimumImprovement}, expected a finite number of at least 0.");
        }

        foreach (var (name, value) in new[] { (nameof(Baseline), Baseline), (nameof(Target), Target) })
        {
            if (value is { } number && !double.IsFinite(number))
            {
                throw new ArgumentOutOfRangeException(name, number, $"{name} is {number}, expected a finite number.");
            }
        }
    }
}
