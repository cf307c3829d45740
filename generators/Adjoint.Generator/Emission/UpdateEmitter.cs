using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Update.g.cs</c>: the optimizer's step.</summary>
internal static class UpdateEmitter
{
    /// <summary>How many numbers the optimizer keeps for each parameter: without momentum, gradient descent keeps none.</summary>
    public static int Moments(OptimizerDeclaration optimizer)
        => HasVelocity(optimizer) || optimizer.Optimizer != Optimizer.Sgd ? optimizer.Optimizer.Moments : 0;

    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Update",
        "The optimizer's step. g is the gradient of the batch's mean loss by the parameters θ, η the learning rate, λ the weight decay.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            writer.Open("private sealed partial class Trainer");
            writer.Line("private readonly double learningRate;").Line("private readonly double weightDecay;").Line();
            writer.Open("private void Update()");
            var optimizer = model.Declaration.Optimizer!;
            writer.Line($"// {Formula(optimizer)}");
            writer.Line($"// One pass over {string.Join(", ", model.Parameters.Slots.Take(4).Select(slot => slot.Key))}{(model.Parameters.Slots.Count > 4 ? ", ..." : string.Empty)}: they lie in one block.");
            EmitStep(writer, optimizer);
            writer.Line("CountUpdate();");
            writer.Close().Close();
        });

    private static bool HasVelocity(OptimizerDeclaration optimizer) => optimizer.Optimizer == Optimizer.Sgd && optimizer[Optimizer.Momentum] > 0;

    private static string Formula(OptimizerDeclaration optimizer)
        => optimizer.Optimizer == Optimizer.Sgd && !HasVelocity(optimizer) ? "θ ← θ - η(g + λθ)" : optimizer.Optimizer.Formula;

    private static void EmitStep(SourceWriter writer, OptimizerDeclaration optimizer)
    {
        if (optimizer.Optimizer == Optimizer.Sgd)
        {
            if (HasVelocity(optimizer))
            {
                writer.Call(
                    "Kernels::Sgd.Update(", ");",
                    "(float)learningRate", $"momentum: {Text.Of(optimizer[Optimizer.Momentum])}f", "(float)weightDecay", "Gradients", "velocity: Moment(0)", "Parameters");
            }
            else
            {
                writer.Call("Kernels::Sgd.Update(", ");", "(float)learningRate", "(float)weightDecay", "Gradients", "Parameters");
            }

            return;
        }

        writer.Call(
            "var step = new Kernels::AdamStep(", ");",
            "learningRate",
            $"beta1: {Text.Of(optimizer[Optimizer.Beta1])}",
            $"beta2: {Text.Of(optimizer[Optimizer.Beta2])}",
            $"epsilon: {Text.Of(optimizer[Optimizer.Epsilon])}",
            "weightDecay",
            "NextUpdate");
        writer.Call($"Kernels::{optimizer.Optimizer.Word}.Update(", ");", "step", "Gradients", "firstMoment: Moment(0)", "secondMoment: Moment(1)", "Parameters");
    }
}
