namespace Adjoint;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The watched metric was not improved for as many validations as <see cref="EarlyStopping.Patience"/> says.</summary>
    EarlyStopping,

    /// <summary>The watched metric reached <see cref="EarlyStopping.Target"/>.</summary>
    TargetReached,

    /// <summary>The token of <c>TrainingOptions.Cancellation</c> was cancelled.</summary>
    Cancelled,

    /// <summary>A loss, a gradient or a parameter was not a finite number: see <see cref="TrainingResult.Divergence"/>.</summary>
    Diverged,

    /// <summary>The stream brought no more rows: all that it brought were trained on. The epoch under way is not validated.</summary>
    StreamEnded,
}

/// <summary>How a training went.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Epochs">The epochs that were run, with their losses and validations.</param>
public sealed partial record TrainingResult(StopReason Reason, IReadOnlyList<Epoch> Epochs)
{
    /// <summary>The epoch with the best validation, where early stopping watched one; null otherwise.</summary>
    public Epoch? Best { get; init; }

    /// <summary>Where a number was not finite; null if all were.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>Where the time went, in a model with [Profile]; null for others.</summary>
    public TrainingProfile? Profile { get; init; }

    /// <summary>Why it ended, in a sentence: "Early stopping after epoch 12; the best validation loss was 0.4312 in epoch 7, whose parameters the model has."</summary>
    public string Explanation { get; init; } = string.Empty;

    /// <summary>What <see cref="Training.Warnings"/> said; empty where there was nothing to say.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The mean training loss of the last epoch; NaN if there was none.</summary>
    public double Loss => Epochs.Count > 0 ? Epochs[^1].Loss : double.NaN;

    /// <summary>The validation after the last epoch; null without a validation set or if the epoch was not finished.</summary>
    public Evaluation? Validation => Epochs.Count > 0 ? Epochs[^1].Validation : null;

    /// <summary>The explanation.</summary>
    public override string ToString() => Explanation;
}
