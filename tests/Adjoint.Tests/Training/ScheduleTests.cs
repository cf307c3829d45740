namespace Adjoint.Tests.Training;

/// <summary>What schedules are beside their formulas: composition, ends, refusals, words.</summary>
public class ScheduleTests
{
    // Ten iterations to an epoch.
    private static readonly TrainingPlan Plan = new(100, 10, 4.Epochs());

    [Fact]
    public void A_rate_stays_after_the_end()
    {
        Assert.Equal(1, At(Schedule.Warmup(5.Iterations()), 5));
        Assert.Equal(1, At(Schedule.Warmup(5.Iterations()), 50));
        Assert.Equal(0.25, At(Schedule.Cosine(2.Epochs(), 0.25), 20));
        Assert.Equal(0.25, At(Schedule.Cosine(2.Epochs(), 0.25), 999));
        Assert.Equal(0.25, At(Schedule.Polynomial(2.Epochs(), 3, 0.25), 999));
        Assert.Equal(At(Schedule.OneCycle(2.Epochs()), 19), At(Schedule.OneCycle(2.Epochs()), 999));
        Assert.Equal(0.5, At(Schedule.Step(1.Epochs(), 0.5).For(15.Iterations()), 999));
    }

    [Fact]
    public void Lengths_follow_the_plan()
    {
        var schedule = Schedule.Cosine(2.Epochs());
        Assert.Equal(0.5, schedule.At(10.Iterations(), Plan, 1), 1e-15);
        Assert.Equal(0.5, schedule.At(100.Iterations(), new TrainingPlan(100, 1, 4.Epochs()), 1), 1e-15);
        Assert.Equal(0.5, schedule.At(3.Iterations(), new TrainingPlan(100, 40, 4.Epochs()), 1), 1e-15);
    }

    [Fact]
    public void What_follows_starts_at_its_beginning()
    {
        var warmup = Schedule.Warmup(5.Iterations(), 0);
        var cosine = Schedule.Cosine(1.Epochs());
        FiniteSchedule both = warmup.Then(cosine);
        Assert.Equal(1.Epochs() + (Amount)5.Iterations(), both.Length);
        var three = both.Then(Schedule.Constant);
        for (var t = 0; t < 30; t++)
        {
            Assert.Equal(t < 5 ? At(warmup, t) : At(cosine, t - 5), At(both, t));
            Assert.Equal(t < 15 ? At(both, t) : 1, At(three, t));
        }

        // In whatever order three are joined.
        var other = warmup.Then(cosine.Then(Schedule.Constant));
        Assert.All(Enumerable.Range(0, 30), t => Assert.Equal(At(three, t), At(other, t)));
    }

    [Fact]
    public void A_factor_multiplies()
    {
        var cosine = Schedule.Cosine(1.Epochs(), 0.5);
        FiniteSchedule half = cosine.Times(0.5);
        Assert.Equal(cosine.Length, half.Length);
        Assert.All(Enumerable.Range(0, 20), t => Assert.Equal(0.5 * At(cosine, t), At(half, t)));
        Assert.Equal(0.3, Schedule.Constant.Times(3).At(0.Iterations(), Plan, 0.1), 1e-15);
    }

    [Fact]
    public void By_epochs_a_rate_is_held()
    {
        var smooth = Schedule.Exponential(0.5, 1.Epochs());
        Assert.Equal(Math.Sqrt(0.5), At(smooth, 5), 1e-15);
        Assert.All(Enumerable.Range(0, 40), t => Assert.Equal(Math.Pow(0.5, t / 10), At(smooth.EachEpoch(), t)));
        Assert.Equal(2.Epochs(), Schedule.Cosine(2.Epochs()).EachEpoch().Length);
    }

    /// <summary>Nothing is remembered: any update, in any order, twice.</summary>
    [Fact]
    public void A_schedule_has_no_state()
    {
        var schedule = Schedule.Warmup(5.Iterations()).Then(Schedule.CosineRestarts(1.Epochs(), 2)).EachEpoch();
        var forwards = Enumerable.Range(0, 100).Select(t => At(schedule, t)).ToArray();
        Assert.Equal(forwards, Enumerable.Range(0, 100).Reverse().Select(t => At(schedule, t)).Reverse());
    }

    [Fact]
    public void Restarts_far_away()
    {
        Assert.Equal(1, At(Schedule.CosineRestarts(3.Iterations()), 3_000_000_000_000));

        // Waves of 1, 3, 9, ...: the twentieth starts at (3²⁰ - 1) / 2.
        Assert.Equal(1, At(Schedule.CosineRestarts(1.Iterations(), 3), 1_743_392_200));
        Assert.InRange(At(Schedule.CosineRestarts(1.Iterations(), 3), 1_743_392_199), 0, 1e-15);
    }

    [Fact]
    public void Evaluating_allocates_nothing()
    {
        var schedule = Schedule.Warmup(5.Iterations()).Then(Schedule.OneCycle(2.Epochs()).Then(Schedule.MultiStep(0.5, 1.Epochs()))).Times(0.5).EachEpoch();
        At(schedule, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 100; t++)
        {
            schedule.At(t.Iterations(), Plan, 0.1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Schedules_compare_by_value_and_have_words()
    {
        Assert.Equal(Schedule.Cosine(3.Epochs(), 1e-5), Schedule.Cosine(3.Epochs(), 1e-5));
        Assert.NotEqual(Schedule.Cosine(3.Epochs()), Schedule.Cosine(3.Iterations()));
        Assert.Equal(Schedule.MultiStep(0.1, 3.Epochs(), 4.Epochs()), Schedule.MultiStep(0.1, 3.Epochs(), 4.Epochs()));
        Assert.NotEqual(Schedule.MultiStep(0.1, 3.Epochs()), Schedule.MultiStep(0.1, 4.Epochs()));
        Assert.Equal(Schedule.MultiStep(0.1, 3.Epochs()).GetHashCode(), Schedule.MultiStep(0.1, 3.Epochs()).GetHashCode());
        Assert.Equal("constant", Schedule.Constant.ToString());
        Assert.Equal(
            "linear from 0.1 to 1 of the rate over 500 iterations, then cosine to 1E-05 over 10 epochs",
            Schedule.Warmup(500.Iterations(), 0.1).Then(Schedule.Cosine(10.Epochs(), 1e-5)).ToString());
        Assert.Equal("0.5 times (times 0.1 every 30 epochs) for 60 epochs", Schedule.Step(30.Epochs()).Times(0.5).For(60.Epochs()).ToString());
        Assert.Equal("exponential, times 0.9 in 1 epoch, by epochs", Schedule.Exponential(0.9, 1.Epochs()).EachEpoch().ToString());
        Assert.Equal("times 0.1 at 30 epochs, 60 epochs", Schedule.MultiStep(0.1, 30.Epochs(), 60.Epochs()).ToString());
        Assert.Equal("cosine to 0 over 5 epochs, again and again, each 2 times as long", Schedule.CosineRestarts(5.Epochs(), 2).ToString());
        Assert.Equal("polynomial of power 2 to 0 over 5 epochs", Schedule.Polynomial(5.Epochs(), 2).ToString());
        Assert.Equal("one cycle over 5 epochs", Schedule.OneCycle(5.Epochs()).ToString());
        Assert.Equal("times 0.1 after more than 3 epochs without improvement", Schedule.ReduceOnPlateau(3.Epochs()).ToString());
    }

    [Fact]
    public void Settings_are_checked_when_a_schedule_is_made()
    {
        Refused("length is 0 epochs, expected more than 0 epochs or iterations.", () => Schedule.Warmup(0.Iterations()));
        Refused("start is 1.5, expected a part of the base rate: 0 to 1.", () => Schedule.Warmup(5.Iterations(), 1.5));
        Refused("end is NaN, expected a part of the base rate: 0 to 1.", () => Schedule.Linear(5.Iterations(), 0, double.NaN));
        Refused("every is 0 epochs", () => Schedule.Step(0.Epochs()));
        Refused("factor is 0, expected a finite number above 0.", () => Schedule.Step(1.Epochs(), 0));
        Refused("factor is NaN, expected a finite number above 0.", () => Schedule.Exponential(double.NaN, 1.Epochs()));
        Refused("every is 0 epochs", () => Schedule.Exponential(0.5, 0.Epochs()));
        Refused("a milestone is 0 epochs", () => Schedule.MultiStep(0.1, 1.Epochs(), 0.Epochs()));
        Assert.StartsWith("There are 0 milestones, expected 1 or more.", Assert.Throws<ArgumentException>(() => Schedule.MultiStep(0.1)).Message, StringComparison.Ordinal);
        Refused("length is 0 epochs", () => Schedule.Cosine(0.Epochs()));
        Refused("minimum is -1, expected a rate: a finite number of at least 0.", () => Schedule.Cosine(1.Epochs(), -1));
        Refused("growth is 0, expected 1 or more.", () => Schedule.CosineRestarts(1.Epochs(), 0));
        Refused("power is 0, expected a finite number above 0.", () => Schedule.Polynomial(1.Epochs(), 0));
        Refused("rise is 1, expected a share above 0 and below 1.", () => Schedule.OneCycle(1.Epochs(), 1));
        Refused("rise is 0.5, expected a share above 0 and below 0.5.", () => Schedule.OneCycle(1.Epochs(), 0.5, isThreePhase: true));
        Refused("annealing is 7, expected Cosine or Linear.", () => Schedule.OneCycle(1.Epochs(), annealing: (Annealing)7));
        Refused("division is 0.5, expected a finite number of at least 1.", () => Schedule.OneCycle(1.Epochs(), division: 0.5));
        Refused("finalDivision is 0, expected a finite number of at least 1.", () => Schedule.OneCycle(1.Epochs(), finalDivision: 0));
        Refused("factor is -2, expected a finite number above 0.", () => Schedule.Constant.Times(-2));
        Refused("length is 0 epochs", () => Schedule.Constant.For(default));
        Refused("factor is 1, expected above 0 and below 1.", () => Schedule.ReduceOnPlateau(1.Epochs(), 1));
        Refused("threshold is 1, expected a part of the best value: at least 0 and below 1.", () => Schedule.ReduceOnPlateau(1.Epochs(), threshold: 1));
        Refused("threshold is -1, expected a finite number of at least 0.", () => Schedule.ReduceOnPlateau(1.Epochs(), threshold: -1, isThresholdRelative: false));
        Refused("minimum is NaN, expected a rate", () => Schedule.ReduceOnPlateau(1.Epochs(), minimum: double.NaN));
        Refused("leastChange is -1, expected a rate", () => Schedule.ReduceOnPlateau(1.Epochs(), leastChange: -1));
    }

    [Fact]
    public void Rates_are_checked_when_they_meet()
    {
        Refused("The base rate is 0, expected a finite number above 0.", () => Schedule.Constant.At(0.Iterations(), Plan, 0));
        Refused("The base rate is NaN, expected a finite number above 0.", () => Schedule.Constant.At(0.Iterations(), Plan, double.NaN));
        Refused("The base rate is Infinity, expected a finite number above 0.", () => Schedule.ReduceOnPlateau(1.Epochs()).Start(double.PositiveInfinity));

        // At the first update, although the cosine is far away.
        var schedule = Schedule.Warmup(1.Epochs()).Then(Schedule.Cosine(1.Epochs(), 0.1)).Times(2);
        Refused("The base rate is 0.01, expected 0.1 or more, the minimum of the schedule.", () => schedule.At(0.Iterations(), Plan, 0.01));
        Refused(
            "the length of one cycle in iterations is 3, expected a rise and a fall longer than one iteration.",
            () => Schedule.OneCycle(3.Iterations()).At(0.Iterations(), Plan, 1));
    }

    [Fact]
    public void A_plateau_is_resumed_from_its_state()
    {
        var plateau = Schedule.ReduceOnPlateau(2.Epochs(), 0.5);
        double[] losses = [1, 0.9, 0.9, 0.9, 0.9, double.NaN, 0.8, 0.8, 0.8, 0.8, 0.8];
        var whole = plateau.Start(1);
        var rates = new List<double>();
        for (var epoch = 1; epoch <= losses.Length; epoch++)
        {
            whole = plateau.Observe(whole, losses[epoch - 1], Plan.ToIterations(epoch.Epochs()), Plan);
            rates.Add(whole.Rate);

            // What is written down is enough.
            whole = new PlateauState(whole.Rate, whole.Best, whole.WaitingSince);
        }

        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25], rates);
        Assert.Equal(0.8, whole.Best);
    }

    /// <summary>A patience in iterations holds however often is observed.</summary>
    [Theory]
    [InlineData(1, 26)]
    [InlineData(5, 30)]
    [InlineData(10, 30)]
    public void A_patience_is_an_amount_of_training(int every, int reducedAt)
    {
        var plateau = Schedule.ReduceOnPlateau(25.Iterations());
        var state = plateau.Observe(plateau.Start(1), 1, 0.Iterations(), Plan);
        var t = 0;
        while (state.Rate == 1)
        {
            t += every;
            state = plateau.Observe(state, 1, t.Iterations(), Plan);
        }

        Assert.Equal(reducedAt, t);
    }

    private static double At(Schedule schedule, long completed) => schedule.At(completed.Iterations(), Plan, 1);

    private static void Refused(string message, Action action)
        => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
}
