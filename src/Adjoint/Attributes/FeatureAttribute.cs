namespace Adjoint;

/// <summary>
/// A property of an <c>[Example]</c> that a model sees. A number is one column; a <c>bool</c> is one, 0 or 1; an enum has a column for each of its values, of
/// which one is 1; a date or time has the columns of its <see cref="Parts"/>; an array of numbers has <see cref="Length"/> columns. A nullable property
/// says by <see cref="Missing"/> what stands for a missing value.
/// </summary>
/// <remarks>It may stand on a property, or on a parameter of a positional record. Beside it may stand <c>[Log]</c>, and <c>[Standardize]</c> or <c>[MinMax]</c>.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FeatureAttribute : Attribute
{
    /// <summary>The length of an array, at least 1: a row with another length is refused.</summary>
    public int Length { get; init; }

    /// <summary>Which parts of a date or time are columns.</summary>
    public DateParts Parts { get; init; }

    /// <summary>What becomes of a missing value of a nullable property; it is refused unless given.</summary>
    public Missing Missing { get; init; }

    /// <summary>The number in the place of a missing one, with <see cref="Missing.Value"/>: a finite float32; 0 unless given.</summary>
    public double MissingValue { get; init; }
}
