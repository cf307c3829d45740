using Adjoint.Generator.Parsing;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>The formula of a loss, and the arguments of its kernel's two entry points: <c>Loss</c>, and with a gradient <c>LossAndGradient</c>.</summary>
internal static class LossCalls
{
    /// <summary>What the loss computes, with the weights and the label smoothing that its attribute asks for.</summary>
    public static LossFormula Formula(LossDeclaration loss, string output)
    {
        var isSmoothed = loss.Loss.IndexOf("LabelSmoothing") is >= 0 and var smoothing && loss.Settings[smoothing] > 0;
        var (plain, smoothed) = loss.Weights is null ? (loss.Loss.Formula, loss.Loss.Smoothed) : (loss.Loss.Weights!.Formula, loss.Loss.Weights.Smoothed);
        var formula = isSmoothed ? smoothed! : plain;
        return new(string.Format(formula.Loss, output), string.Format(formula.Gradient, output));
    }

    /// <param name="loss">The loss.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="outputs">The shape of the model's output.</param>
    /// <param name="output">The model's output.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">What each sample counts for.</param>
    /// <param name="gradient">Where the gradient goes; null for the loss alone.</param>
    public static string[] Arguments(
        LossDeclaration loss, string rows, Shape outputs, string output, string labels, string weights, string? gradient)
    {
        var arguments = new List<string> { rows, Text.Of((long)outputs.Last), output, labels, weights };
        if (gradient is not null)
        {
            arguments.Add(gradient);
        }

        if (loss.Weights is not null)
        {
            arguments.Add(loss.Loss.Weights!.Name);
        }

        for (var i = 0; i < loss.Loss.Settings.Count; i++)
        {
            // What is off unless given is not worth a word where it is off.
            if (loss.Settings[i] != 0 || loss.Loss.Settings[i].Default != 0)
            {
                arguments.Add($"{Identifiers.Camel(loss.Loss.Settings[i].Name)}: {Text.Of(loss.Settings[i])}f");
            }
        }

        return [.. arguments];
    }
}
