using System.Globalization;

namespace Adjoint;

/// <summary>
/// Multiplies the learning rate by a factor when a metric has not improved for longer than a patience: PyTorch's <c>ReduceLROnPlateau</c>.
/// <code>
/// var plateau = Schedule.ReduceOnPlateau(patience: 3.Epochs());
/// var state = plateau.Start(baseRate: 1e-3);
/// state = plateau.Observe(state, validation.Loss, completed, plan);   // after each validation
/// </code>
/// </summary>
/// <remarks>
/// PyTorch counts its calls, here the patience is an amount of training: with one observation for each epoch and amounts in epochs both are the
/// same. Immutable; two with the same settings are equal.
/// </remarks>
public sealed record ReduceOnPlateau
{
    /// <summary>What to wait for, and how much to reduce.</summary>
    /// <param name="patience">Epochs or iterations without improvement that are waited; only after more of them the rate is reduced. 0 waits for none.</param>
    /// <param name="factor">What the rate is multiplied by, above 0 and below 1.</param>
    /// <param name="metric">What is watched, and which values are better; the validation loss if null.</param>
    /// <param name="threshold">How much better a value has to be than the best to be an improvement, 0 or more; below 1 if it is relative.</param>
    /// <param name="isThresholdRelative">Whether the threshold is a part of the best value; if not it is a difference.</param>
    /// <param name="cooldown">Epochs or iterations after a reduction in which nothing is counted.</param>
    /// <param name="minimum">The rate is not reduced below it, 0 or more.</param>
    /// <param name="leastChange">A smaller reduction is not made, 0 or more; PyTorch's <c>eps</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ReduceOnPlateau(
        Amount patience,
        double factor = 0.1,
        ValidationMetric? metric = null,
        double threshold = 1e-4,
        bool isThresholdRelative = true,
        Amount cooldown = default,
        double minimum = 0,
        double leastChange = 1e-8)
    {
        ScheduleCheck.Require(factor is > 0 and < 1, factor, "factor", "above 0 and below 1", nameof(factor));
        ScheduleCheck.Require(
            threshold >= 0 && threshold < (isThresholdRelative ? 1 : double.PositiveInfinity),
            threshold,
            "threshold",
            isThresholdRelative ? "a part of the best value: at least 0 and below 1" : "a finite number of at least 0",
            nameof(threshold));
        (Patience, Factor, Metric, Threshold, IsThresholdRelative, Cooldown) = (patience, factor, metric ?? ValidationMetric.Loss, threshold, isThresholdRelative, cooldown);
        Minimum = ScheduleCheck.Rate(minimum, "minimum", nameof(minimum));
        LeastChange = ScheduleCheck.Rate(leastChange, "leastChange", nameof(leastChange));
    }

    /// <summary>The training without improvement that is waited.</summary>
    public Amount Patience { get; }

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>What is watched, and which values are better.</summary>
    public ValidationMetric Metric { get; }

    /// <summary>How much better a value has to be to be an improvement.</summary>
    public double Threshold { get; }

    /// <summary>Whether the threshold is a part of the best value.</summary>
    public bool IsThresholdRelative { get; }

    /// <summary>The training after a reduction in which nothing is counted.</summary>
    public Amount Cooldown { get; }

    /// <summary>The rate is not reduced below it.</summary>
    public double Minimum { get; }

    /// <summary>A smaller reduction is not made.</summary>
    public double LeastChange { get; }

    /// <summary>The state before the first observation.</summary>
    /// <param name="baseRate">The optimizer's learning rate, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The base rate is not a finite number above 0.</exception>
    public PlateauState Start(double baseRate) => new(
        ScheduleCheck.Positive(baseRate, "The base rate", nameof(baseRate)),
        Metric.Worst,
        default);

    /// <summary>The state after a value of the metric was seen: a pure function.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="value">The metric. NaN is no improvement.</param>
    /// <param name="completed">The iterations that are behind, no fewer than at the last observation.</param>
    /// <param name="plan">How many iterations an epoch has.</param>
    /// <returns>The state to keep; its <see cref="PlateauState.Rate"/> is that of the updates to come.</returns>
    public PlateauState Observe(PlateauState state, double value, IterationCount completed, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (IsImprovement(value, state.Best))
        {
            // A cooldown goes on.
            return state with { Best = value, WaitingSince = completed > state.WaitingSince ? completed : state.WaitingSince };
        }

        if (completed <= state.WaitingSince + plan.ToIterations(Patience))
        {
            return state;
        }

        var reduced = Math.Max(state.Rate * Factor, Minimum);
        return state with
        {
            Rate = state.Rate - reduced > LeastChange ? reduced : state.Rate,
            WaitingSince = completed + plan.ToIterations(Cooldown),
        };
    }

    /// <summary>What it does, in words.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"times {Factor} after more than {Patience} without improvement");

    private bool IsImprovement(double value, double best) => (Metric.IsLargerBetter, IsThresholdRelative) switch
    {
        (false, true) => value < best * (1 - Threshold),
        (false, false) => value < best - Threshold,
        (_, true) => value > best * (1 + Threshold),
        _ => value > best + Threshold,
    };
}
