namespace Adjoint;

/// <summary>What a column of an example holds.</summary>
public enum ColumnKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>0 or 1: a bool, or that a value is missing.</summary>
    Flag,

    /// <summary>1 where an enum has one of its values, else 0.</summary>
    OneHot,

    /// <summary>The sine or cosine of a part of a date or time.</summary>
    Cycle,
}

/// <summary>One column of an example: one of the floats that a model takes.</summary>
/// <param name="Name">The column: <c>SepalLength</c>, <c>Species=Setosa</c>, <c>Pixels[3]</c>, <c>Sold.Month.Sin</c>, <c>log(1 + Income)</c>, <c>Age?</c>.</param>
/// <param name="Property">The property that it comes from.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ExampleColumn(string Name, string Property, ColumnKind Kind)
{
    /// <summary>The column of a number.</summary>
    /// <param name="property">The property.</param>
    public static ExampleColumn[] Number(string property) => [new(property, property, ColumnKind.Number)];

    /// <summary>The column of the logarithm of 1 + a number.</summary>
    /// <param name="property">The property.</param>
    public static ExampleColumn[] Log(string property) => [new($"log(1 + {property})", property, ColumnKind.Number)];

    /// <summary>The column of a bool.</summary>
    /// <param name="property">The property.</param>
    public static ExampleColumn[] Flag(string property) => [new(property, property, ColumnKind.Flag)];

    /// <summary>The column that is 1 where a value is missing.</summary>
    /// <param name="property">The property.</param>
    public static ExampleColumn[] Missing(string property) => [new(property + "?", property, ColumnKind.Flag)];

    /// <summary>The columns of an enum.</summary>
    /// <param name="property">The property.</param>
    /// <param name="values">The names of its values in ascending order.</param>
    public static ExampleColumn[] OneHot(string property, params string[] values) =>
        [.. values.Select(value => new ExampleColumn($"{property}={value}", property, ColumnKind.OneHot))];

    /// <summary>The columns of a part of a date or time that comes round again.</summary>
    /// <param name="property">The property.</param>
    /// <param name="part">The part.</param>
    public static ExampleColumn[] Cycle(string property, string part) =>
        [new($"{property}.{part}.Sin", property, ColumnKind.Cycle), new($"{property}.{part}.Cos", property, ColumnKind.Cycle)];

    /// <summary>The column of a part of a date that is a number.</summary>
    /// <param name="property">The property.</param>
    /// <param name="part">The part.</param>
    public static ExampleColumn[] Part(string property, string part) => [new($"{property}.{part}", property, ColumnKind.Number)];

    /// <summary>The columns of an array of numbers.</summary>
    /// <param name="property">The property.</param>
    /// <param name="length">Its length.</param>
    public static ExampleColumn[] Array(string property, int length) =>
        [.. Enumerable.Range(0, length).Select(index => new ExampleColumn($"{property}[{index}]", property, ColumnKind.Number))];
}
