using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>The arguments of a loss kernel's two entry points: <c>Loss</c>, and with a gradient <c>LossAndGradient</c>.</summary>
internal static class LossCalls
{
    /// <summary>A formula of the loss's table row: with label smoothing the labels are not one-hot.</summary>
    public static string Formula(string formula, string output, Loss loss, EquatableArray<double> settings)
        => string.Format(loss == Losses.CrossEntropy && settings[0] > 0 ? formula.Replace("onehot(labels)", "smoothed(labels)").Replace("-log softmax({0})[labels]", "-smoothed(labels) · log softmax({0})") : formula, output);

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
        string[] start = [rows, Text.Of((long)outputs.Last), output, labels];
        string[] end = gradient is null ? [] : [gradient];
        if (loss == Losses.CrossEntropy)
        {
            return settings[0] == 0 ? [.. start, .. end] : [.. start, "weights: default", "classWeights: default", $"smoothing: {numbers[0]}", .. end];
        }

        return [.. start, "weights: default", .. end, .. numbers.Select((number, index) => $"{Identifiers.Camel(loss.Settings[index].Name)}: {number}")];
    }
}
