namespace Adjoint;

/// <summary>When a batch counts as learned: see <see cref="BatchOverfitter.Overfit"/>. Every setting has a default.</summary>
public sealed record OverfitGoal
{
    /// <summary>
    /// The loss to reach, a finite number in the unit of the loss; a hundredth of the loss of the first iteration unless given. A loss whose smallest value is not 0,
    /// as that of [Poisson] or with label smoothing, needs one.
    /// </summary>
    public double? Loss { get; init; }

    /// <summary>How many iterations there may be, at least 1; 1,000 unless given.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>Whether the model keeps what it learned; if not (unless given) it is left as it was, to the bit.</summary>
    public bool KeepModel { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Iterations, 1);
        if (Loss is { } loss && !double.IsFinite(loss))
        {
            throw new ArgumentOutOfRangeException(nameof(Loss), loss, $"Loss is {loss}, expected a finite number.");
        }
    }
}
