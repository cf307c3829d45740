namespace Adjoint;

/// <summary>What one batch size came to.</summary>
/// <param name="BatchSize">Samples in a batch.</param>
/// <param name="IterationsPerEpoch">Updates in an epoch.</param>
/// <param name="Runs">The trainings, one for each seed.</param>
public sealed record BatchSizeResult(int BatchSize, int IterationsPerEpoch, IReadOnlyList<BatchSizeRun> Runs)
{
    /// <summary>Seconds in the iterations of an epoch, validation not counted: of each training the mean over its epochs.</summary>
    public Spread SecondsPerEpoch => Spread.Of(Runs.Select(run => run.Epochs.Average(epoch => epoch.Duration.TotalSeconds)));

    /// <summary>The number of the first epoch that reached the target; infinite for a training in which none did.</summary>
    public Spread EpochsToTarget => Spread.Of(Runs.Select(run => run.EpochsToTarget));

    /// <summary>The accuracy of the last validation, 0 to 1; NaN for a model of values.</summary>
    public Spread Accuracy => Spread.Of(Runs.Select(run => run.Last?.Accuracy ?? double.NaN));

    /// <summary>The loss of the last validation.</summary>
    public Spread Loss => Spread.Of(Runs.Select(run => run.Last?.Loss ?? double.NaN));
}

/// <summary>One training of a sweep.</summary>
/// <param name="Seed">The seed of model and training.</param>
/// <param name="Epochs">Its epochs; fewer than were asked for where it diverged or was stopped.</param>
/// <param name="EpochsToTarget">The number of the first epoch that reached the target; infinite where none did.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record BatchSizeRun(int Seed, IReadOnlyList<BatchSizeEpoch> Epochs, double EpochsToTarget, StopReason Reason)
{
    internal Evaluation? Last => Epochs.LastOrDefault(epoch => epoch.Validation is not null).Validation;
}

/// <summary>One epoch of a training of a sweep.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Loss">The mean training loss over its samples.</param>
/// <param name="Validation">The last validation of the epoch; null if there was none.</param>
/// <param name="Duration">The time in its iterations.</param>
public readonly record struct BatchSizeEpoch(int Number, double Loss, Evaluation? Validation, TimeSpan Duration);
