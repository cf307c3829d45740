using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Ranges of a schedule's settings, and what is said of one that is out of it.</summary>
internal static class ScheduleCheck
{
    public static double Positive(double value, string name, string parameter)
        => Require(value > 0 && double.IsFinite(value), value, name, "a finite number above 0", parameter);

    public static Amount Positive(Amount value, string name, string parameter) => value.IsZero
        ? throw new ArgumentOutOfRangeException(parameter, value, $"{name} is {value}, expected more than 0 epochs or iterations.")
        : value;

    public static double Part(double value, string name, string parameter) => Require(value is >= 0 and <= 1, value, name, "a part of the base rate: 0 to 1", parameter);

    public static double Rate(double value, string name, string parameter)
        => Require(value >= 0 && double.IsFinite(value), value, name, "a rate: a finite number of at least 0", parameter);

    public static double Require(bool isLegal, double value, string name, string expected, string parameter)
        => isLegal ? value : throw new ArgumentOutOfRangeException(parameter, value, $"{name} is {value}, expected {expected}.");
}
