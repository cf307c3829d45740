using System.Globalization;

namespace Adjoint;

/// <summary>The base rate.</summary>
internal sealed record ConstantSchedule : Schedule
{
    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate) => baseRate;

    private protected override string Describe() => "constant";
}

/// <summary>A line between two parts of the base rate.</summary>
internal sealed record LinearSchedule(Amount Duration, double Start, double End) : FiniteSchedule
{
    public override Amount Length => Duration;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(Duration).Value;
        return baseRate * (Start + ((End - Start) * Math.Min(iteration, length) / length));
    }

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"linear from {Start} to {End} of the rate over {Duration}");
}

/// <summary>A power that grows by one every so often.</summary>
internal sealed record StepSchedule(Amount Every, double Factor) : Schedule
{
    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
        => baseRate * Math.Pow(Factor, iteration / plan.ToIterations(Every).Value);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"times {Factor} every {Every}");
}

/// <summary>A power that grows by one at each milestone.</summary>
internal sealed record MultiStepSchedule(double Factor, Amount[] Milestones) : Schedule
{
    // An array compares by reference; schedules compare by value.
    public bool Equals(MultiStepSchedule? other) => other is not null && Factor.Equals(other.Factor) && Milestones.AsSpan().SequenceEqual(other.Milestones);

    public override int GetHashCode() => HashCode.Combine(Factor, Milestones.Length, Milestones[0]);

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var reached = 0;
        foreach (var milestone in Milestones)
        {
            reached += plan.ToIterations(milestone).Value <= iteration ? 1 : 0;
        }

        return baseRate * Math.Pow(Factor, reached);
    }

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"times {Factor} at {string.Join(", ", Milestones)}");
}

/// <summary>A power that grows without steps.</summary>
internal sealed record ExponentialSchedule(double Factor, Amount Every) : Schedule
{
    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
        => baseRate * Math.Pow(Factor, (double)iteration / plan.ToIterations(Every).Value);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"exponential, times {Factor} in {Every}");
}

/// <summary>A power of what is left of the length.</summary>
internal sealed record PolynomialSchedule(Amount Duration, double Power, double Minimum) : FiniteSchedule
{
    public override Amount Length => Duration;

    internal override double LargestMinimum => Minimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(Duration).Value;
        var left = (double)(length - Math.Min(iteration, length)) / length;
        return Minimum + ((baseRate - Minimum) * Math.Pow(left, Power));
    }

    private protected override string Describe()
        => string.Create(CultureInfo.InvariantCulture, $"polynomial of power {Power} to {Minimum} over {Duration}");
}
