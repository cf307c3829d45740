namespace Adjoint;

/// <summary>Where a training stands between two iterations: all that does not lie in tensors of parameters.</summary>
internal sealed class Checkpoint
{
    /// <summary>The number of the training's first epoch.</summary>
    public required int FirstEpoch { get; init; }

    /// <summary>The epochs that have begun, the last of them the current one: what each has come to.</summary>
    public required EpochRecord[] Epochs { get; init; }

    /// <summary>How many steps the caller has made beside the epochs.</summary>
    public int Steps { get; set; }

    /// <summary>How many updates the optimizer has made, in earlier trainings of the model too.</summary>
    public long Updates { get; set; }

    /// <summary>Why the training is about to end; null where epochs are left, or were left when it was cancelled.</summary>
    public StopReason? StopReason { get; init; }

    /// <summary>What early stopping has seen; null without it.</summary>
    public BestModel? Best { get; set; }

    /// <summary>What the reduction of the learning rate on a plateau has come to; null without it.</summary>
    public PlateauState? Plateau { get; set; }

    /// <summary>What the user should know of the file.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];
}
