namespace Adjoint;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The loss of an epoch was not a finite number.</summary>
    Diverged,
}

/// <summary>How a training went.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Epochs">The epochs that were run, with their losses and validations.</param>
public sealed record TrainingResult(StopReason Reason, IReadOnlyList<Epoch> Epochs)
{
    /// <summary>The mean training loss of the last epoch.</summary>
    public double Loss => Epochs[^1].Loss;

    /// <summary>The validation after the last epoch; null without a validation set.</summary>
    public Evaluation? Validation => Epochs[^1].Validation;
}
