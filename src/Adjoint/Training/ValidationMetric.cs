namespace Adjoint;

/// <summary>A number that tells how good a model is after a validation, and which way is better.</summary>
/// <param name="name">What it is called in messages.</param>
/// <param name="isLargerBetter">Whether larger is better; if not, smaller is.</param>
/// <param name="measure">Takes the number from an evaluation, or from anywhere else: it is called once after each validation.</param>
public sealed class ValidationMetric(string name, bool isLargerBetter, Func<Evaluation, double> measure)
{
    /// <summary>The mean loss of the validation set: smaller is better.</summary>
    public static ValidationMetric Loss { get; } = new("validation loss", isLargerBetter: false, static evaluation => evaluation.Loss);

    /// <summary>The accuracy on the validation set, 0 to 1: larger is better.</summary>
    public static ValidationMetric Accuracy { get; } = new("validation accuracy", isLargerBetter: true, static evaluation => evaluation.Accuracy);

    /// <summary>What it is called in messages.</summary>
    public string Name { get; } = name;

    /// <summary>Whether larger is better; if not, smaller is.</summary>
    public bool IsLargerBetter { get; } = isLargerBetter;

    internal double Measure(Evaluation evaluation) => measure(evaluation);

    /// <summary>Whether a value is better than another one by more than a margin; NaN never is.</summary>
    internal bool IsBetter(double value, double than, double margin = 0) => IsLargerBetter ? value - margin > than : value + margin < than;

    /// <summary>Worse than any number.</summary>
    internal double Worst => IsLargerBetter ? double.NegativeInfinity : double.PositiveInfinity;
}
