namespace Adjoint;

/// <summary>What one fold of a cross-validation came to.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="TrainRows">The rows that the model was trained on.</param>
/// <param name="Validation">The trained model on the rows that the fold held out.</param>
/// <param name="TrainLoss">The mean training loss of the last epoch; NaN if there was none.</param>
/// <param name="Epochs">The epochs that were run: fewer than were asked for where the training was stopped or diverged.</param>
/// <param name="Reason">Why the training ended.</param>
public sealed record FoldResult(int Number, int TrainRows, Evaluation Validation, double TrainLoss, int Epochs, StopReason Reason)
{
    /// <summary>What <see cref="Training.Warnings"/> said of the training, as that rows held out are trained on too; empty where there is nothing to say.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
