namespace Adjoint;

/// <summary>How well a model does on a set, in prediction mode.</summary>
/// <param name="Loss">The mean loss over the samples, with the weights of samples and classes as in training.</param>
/// <param name="Accuracy">
/// The share of right answers, 0 to 1, in which every sample counts alike: samples whose most probable class is their label, or has the largest of their
/// probabilities; for yes and no the right labels among all labels of all samples; NaN for a model of values.
/// </param>
/// <param name="Samples">The number of samples.</param>
public readonly record struct Evaluation(double Loss, double Accuracy, int Samples);
