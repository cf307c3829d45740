using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>What a dry run did, how long it took, and how long the training would take. <see cref="ToString"/> is a table.</summary>
public sealed class DryRunReport
{
    internal DryRunReport(TrainingPlan plan, IReadOnlyList<DryRunStep> steps, TimeSpan estimate, IReadOnlyList<string> warnings)
    {
        Plan = plan;
        Steps = steps;
        Estimate = estimate;
        Warnings = warnings;
    }

    /// <summary>How the samples of the training would become iterations and epochs.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>What was run, in order, with its time.</summary>
    public IReadOnlyList<DryRunStep> Steps { get; }

    /// <summary>
    /// About how long the whole training would take: its iterations, validations and checkpoints, each at the time that the last of its kind took here. Code that has
    /// just been compiled is slower than later, so it is rather too long.
    /// </summary>
    public TimeSpan Estimate { get; }

    /// <summary>What no exception says: a loss that is not a finite number, or a folder of checkpoints with those of another training. Empty where there is nothing.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>A line for each step, the plan, the estimate, and the warnings.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var width = Steps.Max(step => step.Name.Length);
        foreach (var step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Name.PadRight(width)}{step.Duration.TotalMilliseconds,12:F2} ms  {step.Outcome}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Plan}; about {TimeOf(Estimate)}");
        foreach (var warning in Warnings)
        {
            text.Append("\nwarning: ").Append(warning);
        }

        return text.ToString();
    }

    private static string TimeOf(TimeSpan time) => time.TotalSeconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:G3} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}

/// <summary>One step of a dry run.</summary>
/// <param name="Name">What it was.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">What came of it.</param>
public readonly record struct DryRunStep(string Name, TimeSpan Duration, string Outcome);
