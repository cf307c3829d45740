using System.Globalization;

namespace Adjoint;

/// <summary>Whether a model could learn one batch by heart.</summary>
public sealed class OverfitResult
{
    internal OverfitResult(IReadOnlyList<double> losses, double goal, StopReason? reason, int samples, double learningRate)
    {
        Losses = losses;
        Goal = goal;
        // A loss that is not finite is no success, whatever the goal.
        HasSucceeded = losses.Count > 0 && losses[^1] <= goal;
        Explanation = Explain(reason, samples, learningRate);
    }

    /// <summary>Whether the loss reached the goal.</summary>
    public bool HasSucceeded { get; }

    /// <summary>The mean loss over the batch before each update, and last the one that reached the goal.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The loss that was to be reached; NaN where it was to follow from a first loss that there was not.</summary>
    public double Goal { get; }

    /// <summary>What came of it, in a sentence, and where it failed what to look at.</summary>
    public string Explanation { get; }

    /// <summary>The explanation.</summary>
    public override string ToString() => Explanation;

    private string Explain(StopReason? reason, int samples, double learningRate)
    {
        var batch = $"{samples} {(samples == 1 ? "sample" : "samples")}";
        if (Losses.Count == 0)
        {
            return $"The batch of {batch} was not trained on: cancelled.";
        }

        var iterations = $"{Losses.Count} {(Losses.Count == 1 ? "iteration" : "iterations")}";
        var path = string.Create(CultureInfo.InvariantCulture, $"from {Losses[0]:G4} to {Losses[^1]:G4} in {iterations}");
        return HasSucceeded
            ? string.Create(CultureInfo.InvariantCulture, $"Learned the batch of {batch}: the loss went {path}, and {Goal:G4} was the goal.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Could not learn the batch of {batch}: the loss went {path}, but {Goal:G4} was the goal. {Advice(reason, learningRate)}");
    }

    private static string Advice(StopReason? reason, double learningRate) => reason switch
    {
        StopReason.Cancelled => "It was cancelled.",
        StopReason.Diverged => string.Create(CultureInfo.InvariantCulture, $"It diverged: the learning rate of {learningRate:G3} may be too large."),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"See whether the labels belong to their rows and the loss to the labels, whether two rows have the same features and different labels, and whether the learning rate of {learningRate:G3} fits."),
    };
}
