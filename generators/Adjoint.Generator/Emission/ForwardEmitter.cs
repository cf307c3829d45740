using Adjoint.Generator.Parsing;
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
        $"The forward pass, layer by layer. B is the number of samples in the {model.Piece}.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            EmitPrediction(writer, model);
            writer.Line();
            EmitWeights(writer, model.Declaration);
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
        var (outputs, labels) = LossSumNames(loss.Loss.Labels);
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Line($"protected override {LossSumSignature(loss.Loss.Labels)}");
        writer.Call(
            $"    => Kernels::{loss.Loss.Word}.Loss(", ");",
            LossCalls.Arguments(loss, "rows", model.Typed.ShapeOf(model.Typed.Graph.Output), outputs, labels, "weights", gradient: null));
    }

    /// <summary>The base class's method for the losses of some rows.</summary>
    public static string LossSumSignature(LabelKind kind)
    {
        var (outputs, labels) = LossSumNames(kind);
        var type = kind == LabelKind.Class ? "int" : "float";
        return $"Kernels::LossSum LossSum(int rows, Sys::ReadOnlySpan<float> {outputs}, Sys::ReadOnlySpan<{type}> {labels}, Sys::ReadOnlySpan<float> weights)";
    }

    private static (string Outputs, string Labels) LossSumNames(LabelKind kind) => kind switch
    {
        LabelKind.Class => ("logits", "labels"),
        LabelKind.Values => ("predictions", "targets"),
        _ => ("logits", "targets"),
    };

    /// <summary>The numbers of the loss's attribute, one for each class or output.</summary>
    private static void EmitWeights(SourceWriter writer, ModelDeclaration model)
    {
        if (model.Loss is not { Weights: { } weights, Loss.Weights: { } list })
        {
            return;
        }

        var numbers = weights.Numbers.Select(weight => $"{Text.Of(weight)}f").ToList();
        writer.Line($"/// <summary>{list.Story}</summary>");
        writer.Line(GeneratedCode.FieldAttributes);
        var field = $"private static readonly float[] {list.Name} =";
        const int perLine = 20;
        if (list.Of == "class" && model.Labels is { } labels)
        {
            writer.Line(field).Line("{");
            writer.Lines(string.Join("\n", numbers.Select((number, index) => $"    {number}, // {labels.Members[index].Name}")));
            writer.Line("};");
        }
        else if (numbers.Count <= perLine)
        {
            writer.Line($"{field} {{ {string.Join(", ", numbers)} }};");
        }
        else
        {
            writer.Line(field).Line("{");
            for (var i = 0; i < numbers.Count; i += perLine)
            {
                writer.Line($"    {string.Join(", ", numbers.Skip(i).Take(perLine))},");
            }

            writer.Line("};");
        }

        writer.Line();
    }

    private static void EmitTraining(SourceWriter writer, CompiledModel model)
    {
        writer.Open("private sealed partial class Trainer");
        writer.Line(GeneratedCode.InFull);
        writer.Open("protected override void Forward()");
        EmitSteps(writer, model.Training.Forward, new StepWriter(model, model.Training, "Batch", "model."), model.Declaration.IsProfiled ? model.Layers : null);
        writer.Close().Close();
    }

    private static void EmitSteps(SourceWriter writer, EquatableArray<Step> steps, StepWriter stepWriter, PlannedLayers? timed = null)
    {
        foreach (var step in steps)
        {
            writer.Line("// " + stepWriter.Formula(step));
            stepWriter.Call(writer, step);
            if (timed is not null && timed.Of(step) is var layer && timed.All[layer].Output == step.Output)
            {
                writer.Line($"Clock.Forward(layer: {layer});");
            }

            writer.Line();
        }
    }
}
