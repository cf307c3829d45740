namespace Adjoint;

/// <summary>A schedule with a length, after which another can follow. If none does, its last rate stays.</summary>
public abstract record FiniteSchedule : Schedule
{
    private protected FiniteSchedule()
    {
    }

    /// <summary>How long it is.</summary>
    public abstract Amount Length { get; }

    /// <summary>This schedule, and after it another, which starts at its own beginning: PyTorch's <c>SequentialLR</c>.</summary>
    /// <param name="next">What follows.</param>
    public Schedule Then(Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new SequentialSchedule(this, next);
    }

    /// <inheritdoc cref="Then(Schedule)"/>
    public FiniteSchedule Then(FiniteSchedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new PhaseSchedule(new SequentialSchedule(this, next), Length + next.Length);
    }

    /// <inheritdoc/>
    public override FiniteSchedule Times(double factor) => new PhaseSchedule(base.Times(factor), Length);

    /// <inheritdoc/>
    public override FiniteSchedule EachEpoch() => new PhaseSchedule(base.EachEpoch(), Length);
}
