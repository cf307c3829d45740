namespace Adjoint;

/// <summary>The mean of log cosh(prediction - target). Labels are floats.</summary>
public sealed class LogCoshAttribute : LossAttribute;
