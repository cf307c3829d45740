using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;
using Buffer = Adjoint.Generator.Planning.Buffer;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Forward.g.cs</c>: the forward pass of a prediction and that of training.</summary>
internal static class ForwardEmitter
{
    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Forward",
        "The forward pass, layer by layer. B is the number of samples in the batch.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            EmitPrediction(writer, model);
            writer.Line();
            EmitLoss(writer, model);
            writer.Line();
            EmitTraining(writer, model);
        });

    private static void EmitPrediction(SourceWriter writer, CompiledModel model)
    {
        var plan = model.Prediction;
        var input = plan.Buffers.First(buffer => buffer.Region == Region.CallerInput);
        var output = plan.Buffers.First(buffer => buffer.Region == Region.CallerOutput);
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Open(
            $"protected override void Forward(int batch, Sys::ReadOnlySpan<float> {Identifiers.Escape(input.Name)}, Sys::Span<float> workspace, Sys::Span<float> {Identifiers.Escape(output.Name)})");
        foreach (var buffer in plan.Buffers.Where(buffer => buffer.Region is Region.Fixed or Region.PerSample))
        {
            writer.Line($"var {Identifiers.Escape(buffer.Name)} = workspace.Slice({Place(plan, buffer)});");
        }

        writer.Line();
        EmitSteps(writer, plan.Forward, new StepWriter(model, plan, "batch", parameters: string.Empty));
        writer.Close();
    }

    /// <summary>Where a buffer begins in the workspace and how long it is: what does not depend on the batch lies in front.</summary>
    private static string Place(ExecutionPlan plan, Buffer buffer)
    {
        if (buffer.Region == Region.Fixed)
        {
            return $"{buffer.Offset}, {buffer.Length}";
        }

        var perSample = buffer.Offset == 0 ? null : $"{buffer.Offset} * batch";
        var offset = plan.FixedFloats == 0 ? perSample ?? "0" : perSample is null ? $"{plan.FixedFloats}" : $"{plan.FixedFloats} + ({perSample})";
        return $"{offset}, {buffer.Length} * batch";
    }

    private static void EmitLoss(SourceWriter writer, CompiledModel model)
    {
        var loss = model.Declaration.Loss!;
        var (outputs, labels, type) = loss.Loss.Labels == LabelKind.Class ? ("logits", "labels", "int") : ("predictions", "targets", "float");
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Line($"protected override Kernels::LossSum LossSum(int rows, Sys::ReadOnlySpan<float> {outputs}, Sys::ReadOnlySpan<{type}> {labels})");
        writer.Call(
            $"    => Kernels::{loss.Loss.Word}.Loss(", ");",
            LossCalls.Arguments(loss.Loss, loss.Settings, "rows", model.Typed.ShapeOf(model.Typed.Graph.Output), outputs, labels, gradient: null));
    }

    private static void EmitTraining(SourceWriter writer, CompiledModel model)
    {
        writer.Open("private sealed partial class Trainer");
        writer.Open("private void Forward()");
        EmitSteps(writer, model.Training.Forward, new StepWriter(model, model.Training, "Batch", "model."));
        writer.Close().Close();
    }

    private static void EmitSteps(SourceWriter writer, EquatableArray<Step> steps, StepWriter stepWriter)
    {
        foreach (var step in steps)
        {
            writer.Line("// " + stepWriter.Formula(step));
            stepWriter.Call(writer, step);
            writer.Line();
        }
    }
}
