namespace Adjoint;

/// <summary>
/// The mean of d²/(2 beta) where |d| = |prediction - target| is below beta, else |d| - beta/2, as <c>torch.nn.SmoothL1Loss</c>. Labels are floats.
/// </summary>
public sealed class SmoothL1Attribute : LossAttribute
{
    /// <summary>Where the parabola becomes a line, 0 or more; 1 unless given.</summary>
    public double Beta { get; init; } = 1;
}
