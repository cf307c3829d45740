namespace Adjoint;

/// <summary>What becomes of a missing value of a nullable <c>[Feature]</c>.</summary>
public enum Missing
{
    /// <summary>The row is refused.</summary>
    Fail,

    /// <summary>A number stands in its place: <see cref="FeatureAttribute.MissingValue"/>.</summary>
    Value,

    /// <summary>Its columns are 0, and one more column is 1 where it is missing and 0 elsewhere.</summary>
    Indicator,
}
