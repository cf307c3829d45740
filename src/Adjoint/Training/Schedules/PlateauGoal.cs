namespace Adjoint;

/// <summary>Which values of a metric are better.</summary>
public enum PlateauGoal
{
    /// <summary>Low ones: a loss.</summary>
    Lowest,

    /// <summary>High ones: an accuracy.</summary>
    Highest,
}
