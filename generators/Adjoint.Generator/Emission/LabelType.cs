using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>What a sample is labelled with and what a class is, as C# types, and the base class that follows from them.</summary>
/// <param name="Name">The type of a label.</param>
/// <param name="BaseClass">The model's base class.</param>
/// <param name="Class">The type of a class; null for a model without classes.</param>
/// <param name="HasOneOutput">Whether a model without classes has one output.</param>
internal sealed record LabelType(string Name, string BaseClass, string? Class, bool HasOneOutput = false)
{
    public static LabelType Of(CompiledModel model) => Of(model.Declaration, model.Typed.ShapeOf(model.Typed.Graph.Output).Last);

    /// <summary>As far as it can be told of a model without shapes.</summary>
    public static LabelType OfRejected(ModelDeclaration model) => Of(model, model.Layers.OfType<DenseDeclaration>().LastOrDefault()?.Outputs ?? 0);

    private static LabelType Of(ModelDeclaration model, int outputs)
    {
        var label = model.Labels is { IsReachable: true } labels ? labels.FullName : "int";
        return model.Loss?.Loss.Labels switch
        {
            LabelKind.Values => new("float", "global::Adjoint.Regressor", null, outputs == 1),
            LabelKind.YesOrNo => new("bool", $"global::Adjoint.{(outputs == 1 ? "BinaryClassifier" : "MultiLabelClassifier")}", null, outputs == 1),
            LabelKind.Probabilities => new("float", $"global::Adjoint.ProbabilityClassifier<{label}>", label),
            _ => new(label, $"global::Adjoint.Classifier<{label}>", label),
        };
    }
}
