namespace Adjoint;

/// <summary>How well a model does on a set, in prediction mode.</summary>
/// <param name="Loss">The mean loss over the samples.</param>
/// <param name="Accuracy">The share of samples whose most probable class is their label, 0 to 1; NaN for a model without classes.</param>
/// <param name="Samples">The number of samples.</param>
public readonly record struct Evaluation(double Loss, double Accuracy, int Samples);
