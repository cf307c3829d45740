using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Backward.g.cs</c>: the loss and the gradients, in reverse order of the forward pass.</summary>
internal static class BackwardEmitter
{
    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Backward",
        "The loss and its gradients, in reverse order of the forward pass. dX is the gradient of the batch's mean loss by X.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            writer.Open("private sealed partial class Trainer");
            writer.Open("private float Backward()");
            EmitSteps(writer, model);
            writer.Line("return loss;");
            writer.Close().Close();
        });

    private static void EmitSteps(SourceWriter writer, CompiledModel model)
    {
        var plan = model.Training;
        var steps = new StepWriter(model, plan, "Batch", "model.");
        Step? quoted = null;
        foreach (var step in plan.Backward)
        {
            if (step.Op is LossAndGradientOp loss)
            {
                writer.Line($"// gradient of: loss = {string.Format(loss.Loss.Formula, plan.Of(step.Inputs[0]).Name)}");
            }
            else if (ForwardStepOf(model, step) is { } forward && !ReferenceEquals(forward, quoted))
            {
                writer.Line().Line($"// gradient of: {steps.Equation(forward)}");
                quoted = forward;
            }

            writer.Line("// " + steps.Formula(step));
            steps.Call(writer, step);
        }

        writer.Line();
    }

    /// <summary>The forward step that a backward step differentiates; null for a sum of gradients.</summary>
    private static Step? ForwardStepOf(CompiledModel model, Step step)
    {
        var plan = model.Training;
        return step.Op switch
        {
            DenseInputGradientOp => plan.Forward.First(forward => forward.Inputs.Contains(step.Inputs[1])),
            DenseWeightGradientOp or DenseBiasGradientOp => plan.Forward.First(
                forward => forward.Inputs.Any(input => IsParameterAt(model, plan.Of(input), plan.Of(step.Output).Offset))),
            ActivationGradientOp gradient => plan.Forward.First(forward => forward.Op switch
            {
                DenseOp dense => Equals(dense.Epilogue, gradient.Activation) && forward.Output == step.Inputs[0],
                ActivationOp activation => Equals(activation.Activation, gradient.Activation)
                    && (forward.Output == step.Inputs[0] || forward.Inputs[0] == step.Inputs[0]),
                _ => false,
            }),
            DropoutOp => plan.Forward.First(forward => forward.Op.Equals(step.Op)),
            _ => null,
        };
    }

    private static bool IsParameterAt(CompiledModel model, Planning.Buffer buffer, int offset)
        => buffer.Region == Region.Parameters && model.Parameters.Slots.Any(slot => slot.Name == buffer.Name && slot.Offset == offset);
}
