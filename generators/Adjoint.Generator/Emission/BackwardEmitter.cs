using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Backward.g.cs</c>: the loss and the gradients, in reverse order of the forward pass.</summary>
internal static class BackwardEmitter
{
    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Backward",
        $"The loss and its gradients, in reverse order of the forward pass. dX is the gradient of the {model.Piece}'s mean loss by X.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            writer.Open("private sealed partial class Trainer");
            writer.Line(GeneratedCode.InFull);
            writer.Open("private Kernels::LossSum Backward()");
            EmitSteps(writer, model);
            writer.Line("return loss;");
            writer.Close().Close();
        });

    private static void EmitSteps(SourceWriter writer, CompiledModel model)
    {
        var plan = model.Training;
        var steps = new StepWriter(model, plan, "Batch", "model.");
        var forward = plan.Forward.ToDictionary(step => step.Output);
        var quoted = -1;
        for (var i = 0; i < plan.Backward.Count; i++)
        {
            var step = plan.Backward[i];
            if (step.Op is LossAndGradientOp)
            {
                writer.Line($"// gradient of: loss = {LossCalls.Formula(model.Declaration.Loss!, plan.Of(step.Inputs[0]).Name).Loss}");
            }
            else if (step.GradientOf >= 0 && step.GradientOf != quoted)
            {
                quoted = step.GradientOf;
                writer.Line().Line($"// gradient of: {steps.Equation(forward[quoted])}");
            }

            writer.Line("// " + steps.Formula(step));
            if (i + 1 < plan.Backward.Count && StepWriter.AreOneCall(step, plan.Backward[i + 1]))
            {
                var bias = plan.Backward[++i];
                writer.Line("// " + steps.Formula(bias));
                steps.Call(writer, step, bias);
            }
            else
            {
                steps.Call(writer, step);
            }

            if (model.Declaration.IsProfiled && (i + 1 == plan.Backward.Count || model.Layers.Of(plan.Backward[i + 1]) != model.Layers.Of(step)))
            {
                writer.Line(model.Layers.Of(step) is >= 0 and var layer ? $"Clock.Backward(layer: {layer});" : "Clock.Loss();");
            }
        }

        if (plan.Update.Count > 0)
        {
            writer.Line().Line("// left to the update, which computes it while it uses it:");
            foreach (var step in plan.Update)
            {
                writer.Line("// " + steps.Formula(step));
            }
        }

        writer.Line();
    }
}
