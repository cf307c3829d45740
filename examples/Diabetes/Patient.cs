using Adjoint;

namespace Diabetes;

/// <summary>The sexes as the file numbers them; it does not say which is which.</summary>
public enum Sex
{
    /// <summary>Number 1.</summary>
    First = 1,

    /// <summary>Number 2.</summary>
    Second = 2,
}

/// <summary>A patient with diabetes at the first examination, and how far the disease had come a year later.</summary>
[Example]
public readonly partial record struct Patient
{
    /// <summary>In years.</summary>
    [Feature, Standardize]                // the model brings it to mean 0 and deviation 1, as the training set has it
    public required int Age { get; init; }

    /// <summary>One column for each value.</summary>
    [Feature]
    public required Sex Sex { get; init; }

    /// <summary>Weight over the square of height, kg/m².</summary>
    [Feature, Standardize]
    public required double BodyMassIndex { get; init; }

    /// <summary>The mean of the blood pressure.</summary>
    [Feature, Standardize]
    public required double BloodPressure { get; init; }

    /// <summary>
    /// Six measurements of the blood serum: total cholesterol, its low and its high density lipoproteins, the ratio of total to high density, perhaps the logarithm of
    /// triglycerides, and sugar.
    /// </summary>
    [Feature(Length = 6), Standardize]    // each of the six by itself
    public required double[] Serum { get; init; }

    /// <summary>How far the disease came within a year: 25 to 346.</summary>
    [Label]
    public double? Progression { get; init; }
}
