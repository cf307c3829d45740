using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace Adjoint;

/// <summary>A value that does not fit: of which property, what it is, and what was expected. The methods give null for a value that fits.</summary>
/// <param name="Property">The property.</param>
/// <param name="Found">What it is, behind its name: <c>is NaN</c>.</param>
/// <param name="Expected">What was expected.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed record BadValue(string Property, string Found, string Expected)
{
    /// <summary>A number is finite, as a float32 too. One that is missing is none of this method's concern.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    public static BadValue? UnlessFinite(string property, double? value) =>
        value is not { } number || float.IsFinite((float)number) ? null : new(property, $"is {Text(number)}", "a finite float32 number");

    /// <summary>A number whose logarithm is taken is finite and above -1.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    public static BadValue? UnlessAboveMinusOne(string property, double? value) =>
        value is not { } number || (number > -1 && double.IsFinite(number)) ? null : new(property, $"is {Text(number)}", "a finite number above -1");

    /// <summary>An enum has one of its values.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    public static BadValue? UnlessDefined<TEnum>(string property, TEnum? value)
        where TEnum : struct, Enum
        => value is not { } given || Enum.IsDefined(given) ? null : new(property, $"is {given:D}", $"a value of {typeof(TEnum).Name}");

    /// <summary>A nullable value is there.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isThere">Whether it is.</param>
    public static BadValue? UnlessThere(string property, bool isThere) => isThere ? null : new(property, "is missing", "a value");

    /// <summary>An array is there, has its length, and its numbers are finite, as float32 too.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="values">Its value.</param>
    /// <param name="length">The length expected.</param>
    public static BadValue? UnlessNumbers<T>(string property, T[]? values, int length)
        where T : INumberBase<T>
    {
        var expected = $"an array of {length} numbers";
        if (values is null)
        {
            return new(property, "is missing", expected);
        }

        if (values.Length != length)
        {
            return new(property, $"has {values.Length} numbers", expected);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(float.CreateTruncating(values[i])))
            {
                return new($"{property}[{i}]", $"is {values[i].ToString(null, CultureInfo.InvariantCulture)}", "a finite float32 number");
            }
        }

        return null;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
