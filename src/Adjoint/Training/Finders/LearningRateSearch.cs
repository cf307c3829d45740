namespace Adjoint;

/// <summary>Which learning rates a range test tries: see <see cref="LearningRateFinder.FindLearningRate"/>. Every setting has a default.</summary>
public sealed record LearningRateSearch
{
    /// <summary>The rate of the first iteration, above 0; 1e-7 unless given.</summary>
    public double Lowest { get; init; } = 1e-7;

    /// <summary>The rate of the last iteration, above <see cref="Lowest"/>; 10 unless given.</summary>
    public double Highest { get; init; } = 10;

    /// <summary>How many iterations there are, each with another rate, at least 2; 100 unless given.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>
    /// The test ends when the smoothed loss is more than so many times its smallest value, above 1; 4 unless given. Infinity goes on to the last rate, or to a loss that
    /// is not finite.
    /// </summary>
    public double StopFactor { get; init; } = 4;

    /// <summary>What the mean of the losses so far counts for in the next one, 0 (no smoothing) or more and below 1; 0.98 unless given.</summary>
    public double Smoothing { get; init; } = 0.98;

    /// <summary>How many of the first rates are never suggested, 0 or more; 10 unless given.</summary>
    public int SkipFirst { get; init; } = 10;

    /// <summary>How many of the last rates are never suggested, 0 or more; 1 unless given.</summary>
    public int SkipLast { get; init; } = 1;

    internal void Check()
    {
        ScheduleCheck.Positive(Lowest, nameof(Lowest), nameof(Lowest));
        ScheduleCheck.Require(
            Highest > Lowest && double.IsFinite(Highest), Highest, nameof(Highest), $"a finite number above Lowest, which is {Lowest}", nameof(Highest));
        ArgumentOutOfRangeException.ThrowIfLessThan(Iterations, 2);
        ScheduleCheck.Require(StopFactor > 1, StopFactor, nameof(StopFactor), "a number above 1", nameof(StopFactor));
        ScheduleCheck.Require(Smoothing is >= 0 and < 1, Smoothing, nameof(Smoothing), "at least 0 and below 1", nameof(Smoothing));
        ArgumentOutOfRangeException.ThrowIfNegative(SkipFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(SkipLast);
    }
}
