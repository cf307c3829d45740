using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>The model as its words, with the numbers that differ from their defaults: what a checkpoint compares. How parameters are drawn is no part of it.</summary>
internal static class ChainText
{
    public static IEnumerable<string> Of(ModelDeclaration model) =>
    [
        $"Input({string.Join(", ", model.Input!.Shape)})",
        .. model.Layers.Select(layer => layer.IsFrozen ? $"{Of(layer)}, frozen" : Of(layer)),
        Of(model.Loss!),
        model.Optimizer!.Optimizer.Word + Braced(Given(model.Optimizer.Optimizer.Settings, model.Optimizer.Settings)),
        .. OfUpdates(model),
    ];

    /// <summary>The words that may stand anywhere.</summary>
    private static IEnumerable<string> OfUpdates(ModelDeclaration model)
    {
        if (model.Clipping is { } clipping)
        {
            yield return $"{clipping.Clipping.Word}({Text.Of(clipping.Bound)})";
        }

        if (model.MicroBatches > 1)
        {
            yield return $"{Accumulate.Word}({Text.Of((long)model.MicroBatches)})";
        }

        if (model.Average is { } average)
        {
            var every = average.Every == 1 ? string.Empty : $", {AverageWeights.Every} = {Text.Of((long)average.Every)}";
            var start = average.Start == 1 ? string.Empty : $", {AverageWeights.Start} = {Text.Of((long)average.Start)}";
            yield return $"{AverageWeights.Word}({Text.Of(average.Decay)}{every}{start})";
        }
    }

    private static string Of(LayerDeclaration layer) => layer switch
    {
        ActivationDeclaration activation => layer.Text + Braced(Given(activation.Activation.Settings, activation.Settings)),
        NormDeclaration norm => layer.Text + Braced(Given(norm.Normalization.Settings, norm.Settings)),
        EmbeddingDeclaration { Padding: >= 0 } embedding => $"{layer.Text} with padding {Text.Of((long)embedding.Padding)}",
        InputScalingDeclaration { Columns: { Count: > 0 } columns } => string.Join(", ", columns.Select(run => run.Text)),
        _ => layer.Text,
    };

    private static string Of(LossDeclaration loss)
    {
        var given = Given(loss.Loss.Settings, loss.Settings);
        if (Losses.All.FirstOrDefault(main => main.Variant?.Loss == loss.Loss)?.Variant is { } variant)
        {
            given = given.Append($"{variant.Flag} = true");
        }

        return loss.Loss.Word + Braced(loss.Weights is { } weights
            ? given.Append($"{loss.Loss.Weights!.Name} = {string.Join(" ", weights.Numbers.Select(number => Text.Of(number)))}")
            : given);
    }

    private static IEnumerable<string> Given(EquatableArray<Setting> settings, EquatableArray<double> values) =>
        settings.Zip(values, (setting, value) => (setting, value))
            .Where(pair => !pair.value.Equals(pair.setting.Default))
            .Select(pair => $"{pair.setting.Name} = {(pair.setting.IsFlag ? (pair.value > 0 ? "true" : "false") : Text.Of(pair.value))}");

    private static string Braced(IEnumerable<string> given) => string.Join(", ", given) is { Length: > 0 } text ? $"({text})" : string.Empty;
}
