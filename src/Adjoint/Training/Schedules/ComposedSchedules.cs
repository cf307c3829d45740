using System.Globalization;

namespace Adjoint;

/// <summary>Another schedule, multiplied.</summary>
internal sealed record ScaledSchedule(Schedule Inner, double Factor) : Schedule
{
    internal override double LargestMinimum => Inner.LargestMinimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate) => Factor * Inner.RateAt(iteration, plan, baseRate);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Factor} times ({Inner})");
}

/// <summary>Another schedule, as it is when an epoch begins.</summary>
internal sealed record EachEpochSchedule(Schedule Inner) : Schedule
{
    internal override double LargestMinimum => Inner.LargestMinimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
        => Inner.RateAt(iteration - (iteration % plan.IterationsPerEpoch.Value), plan, baseRate);

    private protected override string Describe() => $"{Inner}, by epochs";
}

/// <summary>Another schedule for so long.</summary>
internal sealed record PhaseSchedule(Schedule Inner, Amount Duration) : FiniteSchedule
{
    public override Amount Length => Duration;

    internal override double LargestMinimum => Inner.LargestMinimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
        => Inner.RateAt(Math.Min(iteration, plan.ToIterations(Duration).Value), plan, baseRate);

    private protected override string Describe() => Inner is FiniteSchedule or SequentialSchedule { Next: FiniteSchedule } ? $"{Inner}" : $"{Inner} for {Duration}";
}

/// <summary>One schedule, then another.</summary>
internal sealed record SequentialSchedule(FiniteSchedule First, Schedule Next) : Schedule
{
    internal override double LargestMinimum => Math.Max(First.LargestMinimum, Next.LargestMinimum);

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(First.Length).Value;
        return iteration < length ? First.RateAt(iteration, plan, baseRate) : Next.RateAt(iteration - length, plan, baseRate);
    }

    private protected override string Describe() => $"{First}, then {Next}";
}
