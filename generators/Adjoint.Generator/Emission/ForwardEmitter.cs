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
