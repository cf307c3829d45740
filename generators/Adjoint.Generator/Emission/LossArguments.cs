using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>What a loss kernel is told besides outputs and labels: one of classes how many rows and classes there are.</summary>
internal static class LossArguments
{
    public static string[] Of(Loss loss, string batch, Shape outputs)
        => loss.Labels == LabelKind.Class ? [batch, Text.Of((long)outputs.Last)] : [];
}
