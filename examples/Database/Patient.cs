using Adjoint;

namespace Database;

/// <summary>The sexes as the table numbers them; its source does not say which is which.</summary>
public enum Sex : short
{
    /// <summary>Number 1.</summary>
    First = 1,

    /// <summary>Number 2.</summary>
    Second = 2,
}

/// <summary>A row of the table <c>patients</c>.</summary>
[Example]
public partial record Patient
{
    /// <summary>The primary key: nothing that a model sees.</summary>
    public required int Id { get; init; }

    /// <summary>In years.</summary>
    [Feature, Standardize]
    public required int Age { get; init; }

    /// <summary>One column for each value.</summary>
    [Feature]
    public required Sex Sex { get; init; }

    /// <summary>Weight over the square of height, kg/m².</summary>
    [Feature, Standardize]
    public required double BodyMassIndex { get; init; }

    /// <summary>The mean of the blood pressure, NULL where nobody took it: then 95, which is that of most.</summary>
    [Feature(Missing = Missing.Value, MissingValue = 95), Standardize]
    public required double? BloodPressure { get; init; }

    /// <summary>Six measurements of the blood serum.</summary>
    [Feature(Length = 6), Standardize]
    public required double[] Serum { get; init; }

    /// <summary>How far the disease came within a year, 25 to 346: NULL until then.</summary>
    [Label]
    public required double? Progression { get; init; }
}
