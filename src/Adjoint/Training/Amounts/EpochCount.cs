using System.Globalization;

namespace Adjoint;

/// <summary>So many epochs: <c>10.Epochs()</c>. An epoch is one pass over the training set.</summary>
/// <remarks>
/// Not <c>Epochs</c>, which is the option that takes the bare number, nor <see cref="Epoch"/>, which is one of them. No number and no
/// <see cref="IterationCount"/> becomes one by itself: <see cref="TrainingPlan"/> converts.
/// </remarks>
public readonly record struct EpochCount : IComparable<EpochCount>
{
    /// <summary>So many epochs.</summary>
    /// <param name="value">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0.</exception>
    public EpochCount(int value)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"There are {value} epochs, expected 0 or more.");
        }

        Value = value;
    }

    /// <summary>How many, 0 or more.</summary>
    public int Value { get; }

    /// <summary>Both together.</summary>
    /// <exception cref="OverflowException">They are more than an <see cref="int"/> holds.</exception>
    public static EpochCount operator +(EpochCount left, EpochCount right) => new(checked(left.Value + right.Value));

    /// <summary>What is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More is taken away than there is.</exception>
    public static EpochCount operator -(EpochCount left, EpochCount right) => new(left.Value - right.Value);

    /// <summary>So many times as many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    /// <exception cref="OverflowException">They are more than an <see cref="int"/> holds.</exception>
    public static EpochCount operator *(EpochCount count, int factor) => new(checked(count.Value * factor));

    /// <inheritdoc cref="operator *(EpochCount, int)"/>
    public static EpochCount operator *(int factor, EpochCount count) => count * factor;

    /// <summary>Whether there are fewer.</summary>
    public static bool operator <(EpochCount left, EpochCount right) => left.Value < right.Value;

    /// <summary>Whether there are more.</summary>
    public static bool operator >(EpochCount left, EpochCount right) => left.Value > right.Value;

    /// <summary>Whether there are no more.</summary>
    public static bool operator <=(EpochCount left, EpochCount right) => left.Value <= right.Value;

    /// <summary>Whether there are no fewer.</summary>
    public static bool operator >=(EpochCount left, EpochCount right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(EpochCount other) => Value.CompareTo(other.Value);

    /// <summary>"10 epochs".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:N0} {(Value == 1 ? "epoch" : "epochs")}");
}
