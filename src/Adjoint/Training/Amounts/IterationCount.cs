using System.Globalization;

namespace Adjoint;

/// <summary>So many iterations: <c>500.Iterations()</c>. An iteration is one update of the parameters.</summary>
/// <remarks>
/// Not <see cref="Iteration"/>, which is one of them. No number and no <see cref="EpochCount"/> becomes one by itself:
/// <see cref="TrainingPlan"/> converts.
/// </remarks>
public readonly record struct IterationCount : IComparable<IterationCount>
{
    /// <summary>So many iterations.</summary>
    /// <param name="value">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0.</exception>
    public IterationCount(long value)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"There are {value} iterations, expected 0 or more.");
        }

        Value = value;
    }

    /// <summary>How many, 0 or more.</summary>
    public long Value { get; }

    /// <summary>Both together.</summary>
    /// <exception cref="OverflowException">They are more than a <see cref="long"/> holds.</exception>
    public static IterationCount operator +(IterationCount left, IterationCount right) => new(checked(left.Value + right.Value));

    /// <summary>What is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More is taken away than there is.</exception>
    public static IterationCount operator -(IterationCount left, IterationCount right) => new(left.Value - right.Value);

    /// <summary>So many times as many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    /// <exception cref="OverflowException">They are more than a <see cref="long"/> holds.</exception>
    public static IterationCount operator *(IterationCount count, int factor) => new(checked(count.Value * factor));

    /// <inheritdoc cref="operator *(IterationCount, int)"/>
    public static IterationCount operator *(int factor, IterationCount count) => count * factor;

    /// <summary>Whether there are fewer.</summary>
    public static bool operator <(IterationCount left, IterationCount right) => left.Value < right.Value;

    /// <summary>Whether there are more.</summary>
    public static bool operator >(IterationCount left, IterationCount right) => left.Value > right.Value;

    /// <summary>Whether there are no more.</summary>
    public static bool operator <=(IterationCount left, IterationCount right) => left.Value <= right.Value;

    /// <summary>Whether there are no fewer.</summary>
    public static bool operator >=(IterationCount left, IterationCount right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(IterationCount other) => Value.CompareTo(other.Value);

    /// <summary>"500 iterations".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:N0} {(Value == 1 ? "iteration" : "iterations")}");
}
