namespace Adjoint;

/// <summary>One iteration of a range test.</summary>
/// <param name="Rate">The learning rate of its update.</param>
/// <param name="Loss">The mean loss over its batch, before the update.</param>
/// <param name="SmoothedLoss">The mean of the losses so far, recent ones counting more.</param>
public readonly record struct LearningRatePoint(double Rate, double Loss, double SmoothedLoss);
