using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;
using Buffer = Adjoint.Generator.Planning.Buffer;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Batches.g.cs</c>: the trainer's memory, and the way from a batch to its gradients.</summary>
internal static class BatchesEmitter
{
    public static GeneratedSource Emit(CompiledModel model) => ModelFile.Write(
        model.Declaration.Class,
        "Batches",
        "The trainer: its memory, and the way from a batch to its gradients. B is the number of samples in the "
            + $"{model.Piece}{PiecesOfABatch(model)}.",
        documentation: string.Empty,
        baseClass: string.Empty,
        writer =>
        {
            var label = LabelType.Of(model).Name;
            writer.Line(GeneratedCode.Attributes);
            writer.Open($"private sealed partial class Trainer : global::Adjoint.Trainer<{label}>");
            EmitConstructor(writer, model, label);
            EmitMemory(writer, model);
            EmitOutputs(writer, model);
            EmitDifferentiation(writer, model, label);
            writer.Close();
        });

    private static string PiecesOfABatch(CompiledModel model)
    {
        var (parts, tile) = (Text.Of((long)model.Declaration.MicroBatches), Text.Grouped(model.Tile));
        return (model.Declaration.MicroBatches > 1, model.Tile > 0) switch
        {
            (true, true) => $", {parts} or fewer of which are a batch, or in a tile of {tile} where it would be two tiles or more",
            (true, false) => $", {parts} or fewer of which are a batch",
            (false, true) => $": {tile} of a batch that is two tiles or more, or a whole smaller one",
            _ => string.Empty,
        };
    }

    private static void EmitConstructor(SourceWriter writer, CompiledModel model, string label)
    {
        var name = Identifiers.Escape(model.Declaration.Class.Name);
        var optimizer = model.Declaration.Optimizer!;
        writer.Line($"private readonly {name} model;");
        var dropouts = model.Training.Forward.Select(step => step.Op).OfType<DropoutOp>().ToList();
        foreach (var dropout in dropouts)
        {
            writer.Line($"private readonly float {DropoutOp.RateField(dropout.Index)};");
        }

        writer.Line();
        writer.Line($"public Trainer({name} model, int capacity, global::Adjoint.TrainingOptions<{label}> options)");
        var rate = Text.Of(optimizer[Optimizers.LearningRate]);
        writer.Line($"    : base(model, options, learningRate: {rate}, capacity, floatsPerSample: {model.Training.FloatsPerSample}, fixedFloats: {model.Training.FixedFloats})");
        writer.Line("{");
        writer.Line("    this.model = model;");
        writer.Line($"    weightDecay = options.WeightDecay ?? {Text.Of(optimizer[Optimizers.WeightDecay])};");
        UpdateEmitter.EmitFields(writer, optimizer);
        foreach (var dropout in dropouts)
        {
            writer.Line($"    {DropoutOp.RateField(dropout.Index)} = (float)(options.Dropout ?? {Text.Of(dropout.Rate)});");
        }

        writer.Line("}").Line();
    }

    private static void EmitMemory(SourceWriter writer, CompiledModel model)
    {
        writer.Line("// Where values lie. Two values share memory where one is dead before the other is written.");
        var late = new HashSet<Buffer>(model.Training.Update.Select(step => model.Training.Of(step.Output)));
        foreach (var buffer in model.Training.Buffers)
        {
            var place = buffer.Region switch
            {
                Region.PerSample => $"PerSample({buffer.Offset}, {buffer.Length})",
                Region.Fixed => $"Fixed({buffer.Offset}, {buffer.Length})",
                Region.Gradients => $"Gradient({buffer.Offset}, {buffer.Length})",
                Region.Classes => "Classes",
                Region.Inputs => "Inputs",
                _ => null,
            };
            if (place is not null)
            {
                var note = late.Contains(buffer) ? ", left to the update" : buffer.Replaces is null ? string.Empty : $", in the place of {buffer.Replaces}";
                var number = buffer.Region == Region.Classes ? "int" : "float";
                writer.Line($"private Sys::Span<{number}> {Identifiers.Escape(buffer.Name)} => {place}; // {buffer.Shape}{note}");
            }
        }

        writer.Line();
    }

    private static void EmitOutputs(SourceWriter writer, CompiledModel model)
    {
        writer.Line("// What the layers leave in memory, in order: where a loss is not a finite number, the first layer with one that is not is named.");
        writer.Line("protected override Sys::ReadOnlySpan<float> OutputOf(int layer) => layer switch").Line("{");
        for (var i = 0; i < model.Layers.All.Count; i++)
        {
            if (model.Layers.All[i] is { IsLeft: true } layer)
            {
                writer.Line($"    {i} => {Identifiers.Escape(layer.Name)},");
            }
        }

        writer.Line("    _ => default,").Line("};").Line();
    }

    private static void EmitDifferentiation(SourceWriter writer, CompiledModel model, string label)
    {
        var input = model.Training.Buffers.First();
        var kind = model.Declaration.Loss!.Loss.Labels;
        var isClass = kind == LabelKind.Class;
        var targets = model.Training.Buffers.First(buffer => buffer.Name == model.Typed.Nodes.Single(node => node.Op is LabelsOp).Name);

        writer.Line($"// From a {model.Piece} to its gradients: the inputs lie in {input.Name} {input.Shape}; the labels go to {targets.Name} {targets.Shape}.");
        writer.Line("// The methods of an iteration are compiled in full at once: a small training is over before the runtime would replace a first version of them.");
        writer.Line(GeneratedCode.InFull);
        writer.Open($"protected override Kernels::LossSum Differentiate(Sys::ReadOnlySpan<{label}> labels)");
        if (isClass)
        {
            writer.Line("var classes = Classes;");
            writer.Open("for (var i = 0; i < labels.Length; i++)");
            writer.Line("classes[i] = model.IndexOf(labels[i]);");
            writer.Close().Line();
        }
        else
        {
            var name = Identifiers.Escape(targets.Name);
            writer.Line(kind == LabelKind.YesOrNo ? $"Kernels::Batch.Convert(labels, {name});" : $"labels.CopyTo({name});");
        }

        if (model.Declaration.IsProfiled)
        {
            writer.Line("Clock.Gathered();");
        }

        writer.Line("Forward();").Line("return Backward();");
        writer.Close();
    }
}
