using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>What a sample is labelled with, as a C# type, and the base class that follows from it.</summary>
internal sealed record LabelType(string Name, string BaseClass)
{
    public static LabelType Of(ModelDeclaration model)
    {
        if (model.Loss is { Loss.Labels: LabelKind.Values })
        {
            return new LabelType("float", "global::Adjoint.Regressor");
        }

        var label = model.Labels is { IsReachable: true } labels ? labels.FullName : "int";
        return new LabelType(label, $"global::Adjoint.Classifier<{label}>");
    }
}
