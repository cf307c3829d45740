namespace Adjoint;

/// <summary>How well the yes and no of one label are told apart, or the mean over labels.</summary>
/// <param name="Accuracy">The share of right answers at the threshold, 0 to 1; NaN before the first row.</param>
/// <param name="Yes">Precision, recall and F1 of the answer yes at the threshold, and how many rows are yes.</param>
/// <param name="LogLoss">The mean of -ln(probability of the true answer), in nats, 0 or more; clipped as in <see cref="Adjoint.LogLoss"/>.</param>
/// <param name="RocAuc">The area under the receiver operating characteristic, 0 to 1, whatever the threshold; NaN where all rows are yes, or all no.</param>
/// <param name="CalibrationError">
/// How far the probability of yes is from how often it is yes: the mean over bins of that probability, each counted by its rows, of |share of yes - mean
/// probability|, 0 to 1.
/// </param>
public readonly record struct LabelScores(double Accuracy, ClassScores Yes, double LogLoss, double RocAuc, double CalibrationError);
