using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>The arguments of a loss kernel's two entry points: <c>Loss</c>, and with a gradient <c>LossAndGradient</c>.</summary>
internal static class LossCalls
{
    /// <param name="loss">The loss.</param>
    /// <param name="settings">The values of its settings.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="outputs">The shape of the model's output.</param>
    /// <param name="output">The model's output.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="gradient">Where the gradient goes; null for the loss alone.</param>
    public static string[] Arguments(
        Loss loss, EquatableArray<double> settings, string rows, Shape outputs, string output, string labels, string? gradient)
    {
        var numbers = loss.Settings.Select((setting, index) => $"{Text.Of(settings[index])}f").ToList();
        // All numbers of a sample, not the last axis: a flatten before the loss is a view of a buffer with more axes.
        string[] start = [rows, Text.Of(outputs.Elements), output, labels, "weights: default"];
        string[] end = gradient is null ? [] : [gradient];
        return loss == Losses.CrossEntropy
            ? [.. start, "classWeights: default", $"smoothing: {numbers[0]}", .. end]
            : [.. start, .. end, .. numbers.Select((number, index) => $"{Identifiers.Camel(loss.Settings[index].Name)}: {number}")];
    }
}
