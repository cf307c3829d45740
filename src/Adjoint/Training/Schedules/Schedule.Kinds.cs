namespace Adjoint;

/// <content>The kinds of schedules.</content>
public abstract partial record Schedule
{
    /// <summary>The base rate, always. <c>Constant.Times(0.1).For(5.Epochs())</c> is PyTorch's <c>ConstantLR</c>, with what follows it.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>
    /// A straight line from a part of the base rate to the base rate: base · (start + (1 - start) · t / length).
    /// PyTorch's <c>LinearLR</c>, also its default start.
    /// </summary>
    /// <param name="length">Epochs or iterations until the base rate is reached, above 0.</param>
    /// <param name="start">The first rate as a part of the base rate, 0 to 1. With 0 the first update changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FiniteSchedule Warmup(Amount length, double start = 1.0 / 3) => Linear(length, start, 1);

    /// <summary>
    /// A straight line between two parts of the base rate: base · (start + (end - start) · t / length), then base · end. PyTorch's <c>LinearLR</c>.
    /// </summary>
    /// <param name="length">Epochs or iterations, above 0.</param>
    /// <param name="start">The first rate as a part of the base rate, 0 to 1.</param>
    /// <param name="end">The last rate as a part of the base rate, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FiniteSchedule Linear(Amount length, double start, double end) => new LinearSchedule(
        ScheduleCheck.Positive(length, "length", nameof(length)),
        ScheduleCheck.Part(start, "start", nameof(start)),
        ScheduleCheck.Part(end, "end", nameof(end)));

    /// <summary>The base rate, multiplied by a factor again and again: base · factor^floor(t / every). PyTorch's <c>StepLR</c>.</summary>
    /// <param name="every">Epochs or iterations between two changes, above 0.</param>
    /// <param name="factor">Above 0; below 1 the rate falls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Step(Amount every, double factor = 0.1)
        => new StepSchedule(ScheduleCheck.Positive(every, "every", nameof(every)), ScheduleCheck.Positive(factor, "factor", nameof(factor)));

    /// <summary>The base rate, multiplied by a factor at each milestone: base · factor^(milestones reached). PyTorch's <c>MultiStepLR</c>.</summary>
    /// <param name="factor">Above 0; below 1 the rate falls. PyTorch's default is 0.1.</param>
    /// <param name="milestones">Epochs or iterations, each above 0; one that comes twice counts twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor or a milestone is not above 0.</exception>
    /// <exception cref="ArgumentException">There are no milestones.</exception>
    public static Schedule MultiStep(double factor, params Amount[] milestones)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        if (milestones.Length == 0)
        {
            throw new ArgumentException("There are 0 milestones, expected 1 or more.", nameof(milestones));
        }

        foreach (var milestone in milestones)
        {
            ScheduleCheck.Positive(milestone, "a milestone", nameof(milestones));
        }

        return new MultiStepSchedule(ScheduleCheck.Positive(factor, "factor", nameof(factor)), [.. milestones]);
    }

    /// <summary>The base rate, multiplied by a factor in the course of every epoch, or of so many iterations: base · factor^(t / every). PyTorch's <c>ExponentialLR</c>.</summary>
    /// <param name="factor">Above 0; below 1 the rate falls.</param>
    /// <param name="every">Epochs or iterations in which the factor comes about, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Exponential(double factor, Amount every)
        => new ExponentialSchedule(ScheduleCheck.Positive(factor, "factor", nameof(factor)), ScheduleCheck.Positive(every, "every", nameof(every)));

    /// <summary>
    /// Half a wave of the cosine from the base rate to a minimum: minimum + (base - minimum) · (1 + cos(π t / length)) / 2. PyTorch's
    /// <c>CosineAnnealingLR</c>, but that after the length the rate stays at the minimum; there it rises again.
    /// </summary>
    /// <param name="length">Epochs or iterations, above 0; PyTorch's <c>T_max</c>.</param>
    /// <param name="minimum">The last rate, 0 or more and not above the base rate; a rate, and not a part of the base rate. PyTorch's <c>eta_min</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FiniteSchedule Cosine(Amount length, double minimum = 0)
        => new CosineSchedule(ScheduleCheck.Positive(length, "length", nameof(length)), ScheduleCheck.Rate(minimum, "minimum", nameof(minimum)));

    /// <summary>
    /// Half waves of the cosine from the base rate to a minimum, one after the other, each so many times as long as the last. The minimum itself is
    /// not reached: a new wave starts instead. PyTorch's <c>CosineAnnealingWarmRestarts</c>; Loshchilov and Hutter, "SGDR" (2017).
    /// </summary>
    /// <param name="length">Epochs or iterations of the first wave, above 0; PyTorch's <c>T_0</c>.</param>
    /// <param name="growth">How many times as long each wave is as the one before it, at least 1; PyTorch's <c>T_mult</c>.</param>
    /// <param name="minimum">The rate that each wave goes to, 0 or more and not above the base rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule CosineRestarts(Amount length, int growth = 1, double minimum = 0)
    {
        if (growth < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(growth), growth, $"growth is {growth}, expected 1 or more.");
        }

        return new CosineRestartsSchedule(
            ScheduleCheck.Positive(length, "length", nameof(length)), growth, ScheduleCheck.Rate(minimum, "minimum", nameof(minimum)));
    }

    /// <summary>
    /// From the base rate down to a minimum: minimum + (base - minimum) · (1 - t / length)^power, a straight line with the power 1. PyTorch's
    /// <c>PolynomialLR</c>, which has no minimum.
    /// </summary>
    /// <param name="length">Epochs or iterations until the minimum is reached, above 0.</param>
    /// <param name="power">Above 0.</param>
    /// <param name="minimum">The last rate, 0 or more and not above the base rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FiniteSchedule Polynomial(Amount length, double power = 1, double minimum = 0) => new PolynomialSchedule(
        ScheduleCheck.Positive(length, "length", nameof(length)),
        ScheduleCheck.Positive(power, "power", nameof(power)),
        ScheduleCheck.Rate(minimum, "minimum", nameof(minimum)));

    /// <summary>
    /// Up to the base rate and down again, far below where it began. The base rate is the highest: the first is base / division, the last that / final
    /// division. PyTorch's <c>OneCycleLR</c> without its cycle of the momentum; Smith and Topin, "Super-Convergence" (2018).
    /// </summary>
    /// <param name="length">Epochs or iterations of the whole cycle, more than 1 iteration. The last of them has the last rate, which then stays.</param>
    /// <param name="rise">The share of the cycle in which the rate rises, above 0 and below 1, below 1/2 where it falls as long. The rise has to be longer than an iteration.</param>
    /// <param name="annealing">How the rate goes from one to the other.</param>
    /// <param name="division">What the base rate is divided by to give the first rate, at least 1.</param>
    /// <param name="finalDivision">What the first rate is divided by to give the last, at least 1.</param>
    /// <param name="isThreePhase">Whether the rate falls to the first in as long as it rose, before it falls to the last; if not it falls in one go.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FiniteSchedule OneCycle(
        Amount length,
        double rise = 0.3,
        Annealing annealing = Annealing.Cosine,
        double division = 25,
        double finalDivision = 1e4,
        bool isThreePhase = false)
    {
        ScheduleCheck.Positive(length, "length", nameof(length));
        var largest = isThreePhase ? 0.5 : 1;
        ScheduleCheck.Require(rise > 0 && rise < largest, rise, "rise", $"a share above 0 and below {largest}", nameof(rise));
        ScheduleCheck.Require(Enum.IsDefined(annealing), (double)annealing, "annealing", "Cosine or Linear", nameof(annealing));
        ScheduleCheck.Require(division >= 1 && double.IsFinite(division), division, "division", "a finite number of at least 1", nameof(division));
        ScheduleCheck.Require(
            finalDivision >= 1 && double.IsFinite(finalDivision), finalDivision, "finalDivision", "a finite number of at least 1", nameof(finalDivision));
        return new OneCycleSchedule(length, rise, annealing, division, finalDivision, isThreePhase);
    }

    /// <summary>
    /// Multiplies the rate by a factor when a metric has not improved for longer than a patience. PyTorch's <c>ReduceLROnPlateau</c>. It depends on what
    /// the training has come to, so it is no <see cref="Schedule"/>: its state is a value that the caller keeps, see <see cref="Adjoint.ReduceOnPlateau"/>.
    /// </summary>
    /// <inheritdoc cref="Adjoint.ReduceOnPlateau(Amount, double, ValidationMetric, double, bool, Amount, double, double)"/>
    public static ReduceOnPlateau ReduceOnPlateau(
        Amount patience,
        double factor = 0.1,
        ValidationMetric? metric = null,
        double threshold = 1e-4,
        bool isThresholdRelative = true,
        Amount cooldown = default,
        double minimum = 0,
        double leastChange = 1e-8)
        => new(patience, factor, metric, threshold, isThresholdRelative, cooldown, minimum, leastChange);
}
