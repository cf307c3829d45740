using System.Globalization;

namespace Adjoint;

/// <summary>Half a wave.</summary>
internal sealed record CosineSchedule(Amount Duration, double Minimum) : FiniteSchedule
{
    public override Amount Length => Duration;

    internal override double LargestMinimum => Minimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(Duration).Value;
        return Wave(baseRate, Minimum, (double)Math.Min(iteration, length) / length);
    }

    /// <summary>From one value to another along half a wave, of which a part is behind.</summary>
    internal static double Wave(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"cosine to {Minimum} over {Duration}");
}

/// <summary>Half waves, one after the other.</summary>
internal sealed record CosineRestartsSchedule(Amount First, int Growth, double Minimum) : Schedule
{
    internal override double LargestMinimum => Minimum;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(First).Value;
        if (Growth == 1)
        {
            iteration %= length;
        }

        // Few: their lengths at least double. In whole numbers, which a logarithm would round to a neighbouring wave now and then.
        while (iteration >= length)
        {
            iteration -= length;
            length = checked(length * Growth);
        }

        return CosineSchedule.Wave(baseRate, Minimum, (double)iteration / length);
    }

    private protected override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"cosine to {Minimum} over {First}, again and again{(Growth > 1 ? $", each {Growth} times as long" : string.Empty)}");
}

/// <summary>Up and down.</summary>
internal sealed record OneCycleSchedule(Amount Duration, double Rise, Annealing Annealing, double Division, double FinalDivision, bool IsThreePhase) : FiniteSchedule
{
    public override Amount Length => Duration;

    internal override double RateAt(long iteration, TrainingPlan plan, double baseRate)
    {
        var length = plan.ToIterations(Duration).Value;
        var first = baseRate / Division;
        var last = first / FinalDivision;

        // As PyTorch places them, which are not whole: the iteration of the highest rate, of the second turn, and the last.
        var top = (Rise * length) - 1;
        var turn = (2 * Rise * length) - 2;
        var end = length - 1;
        ScheduleCheck.Require(top > 0 && end > top, length, "the length of one cycle in iterations", "a rise and a fall longer than one iteration", nameof(plan));
        var t = Math.Min(iteration, end);
        return t <= top ? Between(first, baseRate, t / top)
            : !IsThreePhase ? Between(baseRate, last, (t - top) / (end - top))
            : t <= turn ? Between(baseRate, first, (t - top) / (turn - top))
            : Between(first, last, (t - turn) / (end - turn));
    }

    private double Between(double from, double to, double part)
        => Annealing == Annealing.Cosine ? CosineSchedule.Wave(from, to, part) : from + ((to - from) * part);

    private protected override string Describe() => $"one cycle over {Duration}";
}
