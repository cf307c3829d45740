namespace Adjoint;

/// <summary>Numbers with their unit: <c>10.Epochs()</c>, <c>500.Iterations()</c>.</summary>
public static class Amounts
{
    /// <summary>So many epochs.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0.</exception>
    public static EpochCount Epochs(this int count) => new(count);

    /// <summary>So many iterations.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0.</exception>
    public static IterationCount Iterations(this int count) => new(count);

    /// <inheritdoc cref="Iterations(int)"/>
    public static IterationCount Iterations(this long count) => new(count);
}
