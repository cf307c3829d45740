namespace Adjoint;

/// <summary>
/// The mean of d²/2 where |d| = |prediction - target| is at most delta, else delta (|d| - delta/2), as <c>torch.nn.HuberLoss</c>. Labels are floats.
/// </summary>
public sealed class HuberAttribute : LossAttribute
{
    /// <summary>Where the parabola becomes a line, above 0; 1 unless given.</summary>
    public double Delta { get; init; } = 1;
}
