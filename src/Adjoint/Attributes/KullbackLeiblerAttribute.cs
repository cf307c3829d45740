namespace Adjoint;

/// <summary>
/// The sum over the outputs of target · (log target - prediction), and its mean over the batch, as <c>torch.nn.KLDivLoss(reduction="batchmean")</c>. Predictions
/// are log-probabilities (<c>[LogSoftmax]</c>); labels are floats, probabilities.
/// </summary>
public sealed class KullbackLeiblerAttribute : LossAttribute;
