namespace Adjoint.Generator.Vocabulary;

/// <summary>A number that a word takes: its attribute property, default and legal range.</summary>
internal sealed record Setting(string Name, double Default, double Minimum, bool MinimumIncluded, double Below)
{
    /// <summary>Whether it is true or false (1 or 0 among the values).</summary>
    public bool IsFlag { get; init; }

    public static Setting Flag(string name) => Any(name, 0) with { IsFlag = true };

    public static Setting Any(string name, double value) => new(name, value, double.NegativeInfinity, false, double.PositiveInfinity);

    public static Setting Positive(string name, double value) => new(name, value, 0, false, double.PositiveInfinity);

    public static Setting NonNegative(string name, double value) => new(name, value, 0, true, double.PositiveInfinity);

    public static Setting Fraction(string name, double value) => new(name, value, 0, true, 1);

    public static Setting Share(string name, double value) => new(name, value, 0, false, 1);

    /// <summary>Whether the number is one and survives becoming a float32: the language computes in these.</summary>
    public static bool IsFloat(double value) => Math.Abs(value) <= float.MaxValue;

    /// <summary>Whether the number is in the range, and still is once it is a float32: there 1e-50 is 0, and 1 - 1e-9 is 1.</summary>
    public bool Allows(double value) => IsFloat(value) && IsWithin(value) && IsWithin((float)value);

    /// <summary>The legal values in the user's words, and what is wrong with one that seems to be legal.</summary>
    public string Expected(double found) => IsFloat(found) && IsWithin(found) ? $"{Range} as a float32 number, where it is {Text.Of((float)found)}" : Range;

    private bool IsWithin(double value) => (MinimumIncluded ? value >= Minimum : value > Minimum) && value < Below;

    private string Range
    {
        get
        {
            var below = double.IsPositiveInfinity(Below) ? string.Empty : $" and below {Text.Of(Below)}";
            return double.IsNegativeInfinity(Minimum) ? "a finite float32 number" : $"{(MinimumIncluded ? "at least" : "above")} {Text.Of(Minimum)}{below}";
        }
    }
}
