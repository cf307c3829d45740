namespace Adjoint;

/// <summary>The mean of max(0, 1 - target · prediction). Labels are floats: -1 or 1.</summary>
public sealed class HingeAttribute : LossAttribute;
