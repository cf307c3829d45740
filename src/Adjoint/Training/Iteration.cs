namespace Adjoint;

/// <summary>One update of the parameters from one batch.</summary>
/// <param name="Number">Its number in the epoch, from 1.</param>
/// <param name="Loss">
/// The mean loss over the batch, before the update: the sum of the samples' losses, each times the sample's weight, divided by the number of samples; with
/// weights of the classes divided by the sum of those of the labels (NaN where they all weigh nothing).
/// </param>
/// <param name="Samples">The number of samples in the batch.</param>
/// <param name="LearningRate">The step size of the update.</param>
public readonly record struct Iteration(int Number, double Loss, int Samples, double LearningRate);
