namespace Adjoint;

/// <summary>The rows whose confidence lies in one interval: a bar of a reliability diagram.</summary>
/// <param name="Above">The confidences lie above this; in the first bin also at it.</param>
/// <param name="UpTo">The largest confidence of the interval.</param>
/// <param name="Samples">How many rows lie in it.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1; 0 without rows.</param>
/// <param name="Accuracy">The share of them that were right, 0 to 1; 0 without rows.</param>
public readonly record struct CalibrationBin(double Above, double UpTo, long Samples, double Confidence, double Accuracy);
