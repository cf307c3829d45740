namespace Adjoint;

/// <summary>
/// An amount of training in epochs or in iterations, for options that take either: both become one by themselves, and
/// <see cref="TrainingPlan.ToIterations(Amount)"/> says how many iterations it is. A sum may have both: <c>500.Iterations()</c> of warm-up,
/// then <c>10.Epochs()</c>.
/// </summary>
/// <param name="Epochs">The part in epochs.</param>
/// <param name="Iterations">The part in iterations.</param>
public readonly record struct Amount(EpochCount Epochs, IterationCount Iterations)
{
    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => this == default;

    /// <summary>Epochs are an amount.</summary>
    public static implicit operator Amount(EpochCount epochs) => new(epochs, default);

    /// <summary>Iterations are an amount.</summary>
    public static implicit operator Amount(IterationCount iterations) => new(default, iterations);

    /// <summary>Both together.</summary>
    /// <exception cref="OverflowException">They are more than a number holds.</exception>
    public static Amount operator +(Amount left, Amount right) => new(left.Epochs + right.Epochs, left.Iterations + right.Iterations);

    /// <summary>"10 epochs", "500 iterations" or "10 epochs and 500 iterations".</summary>
    public override string ToString()
        => Iterations == default ? Epochs.ToString()
            : Epochs == default ? Iterations.ToString()
            : $"{Epochs} and {Iterations}";
}
