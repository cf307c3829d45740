namespace Adjoint;

/// <summary>How close predicted values come, for one output or averaged over several. The errors are in the unit of the target, the squared one in its square.</summary>
/// <param name="MeanAbsoluteError">The mean of |actual - predicted|, 0 or more.</param>
/// <param name="MeanSquaredError">The mean of (actual - predicted)², 0 or more.</param>
/// <param name="RootMeanSquaredError">Its root; an average is the mean of the outputs' roots.</param>
/// <param name="RSquared">
/// The coefficient of determination, 1 - Σ(actual - predicted)² / Σ(actual - mean)²: 1 is perfect, 0 no better than the mean, less is worse.
/// Where the actual values are all the same it is 1 if the predictions are exact and 0 if not; NaN with fewer than two rows.
/// </param>
public readonly record struct RegressionScores(double MeanAbsoluteError, double MeanSquaredError, double RootMeanSquaredError, double RSquared);
