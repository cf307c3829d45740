namespace Adjoint;

/// <summary>
/// A learning rate that changes as training goes on: <c>Schedule.Warmup(500.Iterations()).Then(Schedule.Cosine(10.Epochs(), minimum: 1e-5))</c>.
/// It is a pure function of the iterations that are behind, so a training that is resumed needs no state of it.
/// </summary>
/// <remarks>
/// The formulas and defaults are those of PyTorch's <c>torch.optim.lr_scheduler</c>, in closed form. There a scheduler counts its own steps, of
/// which its tutorials make one for each epoch; here the unit is in the amounts, and the rate moves with every iteration.
/// <see cref="EachEpoch"/> holds it through each epoch. All schedules are immutable, and compare by value.
/// </remarks>
public abstract partial record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>The learning rate of the next update.</summary>
    /// <param name="completed">The iterations that are behind: 0 for the first update.</param>
    /// <param name="plan">How many iterations an epoch has.</param>
    /// <param name="baseRate">The optimizer's learning rate, above 0, which the schedule changes.</param>
    /// <returns>The rate, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The base rate is not a finite number above 0, it lies below a minimum of the schedule, or the plan leaves a cycle too few iterations.
    /// </exception>
    public double At(IterationCount completed, TrainingPlan plan, double baseRate)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!(baseRate > 0 && double.IsFinite(baseRate)))
        {
            throw new ArgumentOutOfRangeException(nameof(baseRate), baseRate, $"The base rate is {baseRate}, expected a finite number above 0.");
        }

        if (LargestMinimum > baseRate)
        {
            throw new ArgumentOutOfRangeException(
                nameof(baseRate), baseRate, $"The base rate is {baseRate}, expected {LargestMinimum} or more, the minimum of the schedule.");
        }

        return RateAt(completed.Value, plan, baseRate);
    }

    /// <summary>The same, multiplied by a factor.</summary>
    /// <param name="factor">Above 0. It multiplies a minimum, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a finite number above 0.</exception>
    public virtual Schedule Times(double factor) => new ScaledSchedule(this, ScheduleCheck.Positive(factor, "factor", nameof(factor)));

    /// <summary>
    /// The same, held through each epoch at the rate of its first iteration: what PyTorch gives where its scheduler steps once for each epoch.
    /// Epochs are counted from where the schedule starts.
    /// </summary>
    public virtual Schedule EachEpoch() => new EachEpochSchedule(this);

    /// <summary>The same for so long, after which another can follow; if none does, its rate stays.</summary>
    /// <param name="length">Epochs or iterations, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is 0.</exception>
    public FiniteSchedule For(Amount length) => new PhaseSchedule(this, ScheduleCheck.Positive(length, "length", nameof(length)));

    /// <summary>What the schedule does, in words.</summary>
    public sealed override string ToString() => Describe();

    /// <summary>The largest of its minima, which may not lie above the base rate; 0 without one.</summary>
    internal virtual double LargestMinimum => 0;

    /// <summary>The rate, of a plan and a base rate that were checked.</summary>
    internal abstract double RateAt(long iteration, TrainingPlan plan, double baseRate);

    private protected abstract string Describe();
}
