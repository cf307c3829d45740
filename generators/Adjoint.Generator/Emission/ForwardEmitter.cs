using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;

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
        foreach (var buffer in plan.Buffers.Where(buffer => buffer.Region == Region.PerSample))
        {
            var offset = buffer.Offset == 0 ? "0" : $"{buffer.Offset} * batch";
            writer.Line($"var {Identifiers.Escape(buffer.Name)} = workspace.Slice({offset}, {buffer.Length} * batch);");
        }

        writer.Line();
        EmitSteps(writer, plan.Forward, new StepWriter(model, plan, "batch", parameters: string.Empty));
        writer.Close();
    }

    private static void EmitLoss(SourceWriter writer, CompiledModel model)
    {
        var loss = model.Declaration.Loss!.Loss;
        var output = model.Typed.ShapeOf(model.Typed.Graph.Output);
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        if (loss.Labels == LabelKind.Class)
        {
            writer.Line("protected override double LossSum(int rows, Sys::ReadOnlySpan<float> logits, Sys::ReadOnlySpan<int> labels)");
            writer.Call($"    => Kernels::{loss.Word}.Loss(", ");", [.. LossArguments.Of(loss, "rows", output), "logits", "labels"]);
        }
        else
        {
            // The library sums over rows and outputs; a row's loss is the mean over its outputs.
            var mean = output.Last == 1 ? string.Empty : $" / {output.Last}";
            writer.Line("protected override double LossSum(Sys::ReadOnlySpan<float> predictions, Sys::ReadOnlySpan<float> targets)");
            writer.Line($"    => Kernels::{loss.Word}.Loss(predictions, targets){mean};");
        }
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
