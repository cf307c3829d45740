using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.g.cs</c>: what the class gains.</summary>
internal static class PublicFaceEmitter
{
    public static GeneratedSource Emit(CompiledModel model)
    {
        var declaration = model.Declaration;
        var label = LabelType.Of(model);
        var summary = SummaryTable.Of(model);
        return ModelFile.Write(
            declaration.Class,
            part: string.Empty,
            story: "The public face of the model: parameters, constants, files.",
            Documentation(declaration, summary),
            label.BaseClass,
            writer => Body(writer, model, label, summary));
    }

    /// <summary>The documentation that a user sees on hover: the table of layers, and a summary where the user wrote none.</summary>
    public static string Documentation(ModelDeclaration model, string table)
    {
        var summary = model.Class.HasSummary
            ? string.Empty
            : $"/// <summary>{Kind(model.Loss?.Loss.Labels)}, described by its attributes.</summary>\n";
        var lines = table.Split('\n').Select(line => ("/// " + Escape(line)).TrimEnd());
        return $"{summary}/// <remarks>\n/// <code>\n{string.Join("\n", lines)}\n/// </code>\n/// </remarks>";
    }

    private static string Kind(LabelKind? labels) => labels switch
    {
        LabelKind.Values => "A model that predicts values",
        LabelKind.YesOrNo => "A classifier that answers yes or no",
        _ => "A classifier",
    };

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static void Body(SourceWriter writer, CompiledModel model, LabelType label, string summary)
    {
        var name = Identifiers.Escape(model.Declaration.Class.Name);
        Constant(writer, "int", "ParameterCount", Text.Of((long)model.Parameters.Count), "The number of trainable parameters.");
        Constant(
            writer, "long", "ParameterBytes", Text.Of(4L * model.Parameters.Count), model.Parameters.FrozenCount == 0 ? "The bytes of the parameters." : "The bytes of the trainable parameters.");
        var averages = model.Declaration.Average is null ? string.Empty : " and the averages of the weights";
        Constant(writer, "long", "OptimizerStateBytes", Text.Of(SummaryTable.OptimizerBytes(model)), $"The bytes that the optimizer keeps{averages}, alignment included.");
        Constant(writer, "long", "WorkspaceBytesPerSample", Text.Of(SummaryTable.WorkspaceBytes(model)), $"The bytes of activations and gradients that training needs for each sample of a {model.Piece}.");
        Constant(writer, "long", "FlopsPerSample", Text.Of(model.FlopsPerSample), "The floating-point operations of one prediction; a multiply-add is two.");
        Constant(writer, "long", "TrainingFlopsPerSample", Text.Of(model.TrainingFlopsPerSample), "The floating-point operations of forward and backward for one sample; a multiply-add is two.");
        Member(writer, "The layers with their shapes, parameters and floating-point operations.");
        writer.Line(GeneratedCode.FieldAttributes);
        writer.Line("public const string Summary = \"\"\"");
        writer.Lines(string.Join("\n", summary.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)));
        writer.Line("    \"\"\";").Line();

        EmitLayout(writer, model);
        EmitConstructor(writer, model, name);
        EmitLayers(writer, model);
        Member(writer, "A model with the parameters of a file that <c>Save</c> or PyTorch (as safetensors) wrote.");
        writer.Line("/// <param name=\"path\">The file.</param>");
        writer.Line("/// <returns>The model.</returns>");
        writer.Line("/// <exception cref=\"global::System.IO.InvalidDataException\">The file is damaged, or another model's.</exception>");
        writer.Line(GeneratedCode.Attributes);
        writer.Open($"public static {name} Load(string path)");
        writer.Line($"var model = new {name}(seed: 0);").Line("model.ReadParameters(path);").Line("return model;").Close().Line();
        EmitLabels(writer, model, label);
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Line($"protected override global::Adjoint.Trainer<{label.Name}> CreateTrainer(int capacity, global::Adjoint.TrainingOptions<{label.Name}> options)");
        writer.Line("    => new Trainer(this, capacity, options);");
    }

    private static void Constant(SourceWriter writer, string type, string name, string value, string documentation)
    {
        Member(writer, documentation);
        writer.Line(GeneratedCode.FieldAttributes);
        writer.Line($"public const {type} {name} = {value};").Line();
    }

    private static void Member(SourceWriter writer, string documentation) => writer.Line($"/// <summary>{documentation}</summary>");

    private static void EmitLayout(SourceWriter writer, CompiledModel model)
    {
        var input = model.Typed.ShapeOf(0);
        var output = model.Typed.ShapeOf(model.Typed.Graph.Output);
        var parameters = new ParameterIndex(model.Parameters);
        writer.Line(GeneratedCode.FieldAttributes);
        writer.Line("private static readonly global::Adjoint.NetworkLayout ModelLayout = new global::Adjoint.NetworkLayout(");
        writer.Line($"    \"{model.Declaration.Class.Name}\",");
        writer.Line($"    Inputs: {input.Elements},");
        writer.Line($"    Outputs: {output.Elements},");
        writer.Line($"    WorkspacePerSample: {model.Prediction.FloatsPerSample},");
        writer.Line($"    ParameterFloats: {model.Parameters.Floats},");
        writer.Line($"    Moments: {UpdateEmitter.Moments(model.Declaration.Optimizer!)},");
        writer.Line("    new global::Adjoint.ParameterLayout[]");
        writer.Line("    {");
        EmitTensors(writer, model.Parameters.Slots, parameters, first: 0);
        if (model.Parameters.Buffers.Count > 0)
        {
            writer.Line("    },");
            writer.Line("    Buffers: new global::Adjoint.ParameterLayout[]");
            writer.Line("    {");
            EmitTensors(writer, model.Parameters.Buffers, parameters, first: model.Parameters.Slots.Count);
        }

        var needs = Needs(model).ToList();
        writer.Line("    },");
        for (var i = 0; i < needs.Count; i++)
        {
            writer.Lines($"    {needs[i]}{(i + 1 < needs.Count ? "," : ");")}");
        }

        writer.Line();
    }

    /// <summary>What comes after the tensors; all but the chain is what most models have no need of.</summary>
    private static IEnumerable<string> Needs(CompiledModel model)
    {
        yield return $"Chain: new[] {{ {string.Join(", ", ChainText.Of(model.Declaration).Select(word => $"\"{word}\""))} }}";
        var layers = model.Layers.All.Select(
            layer => $"        new global::Adjoint.LayerLayout(\"{layer.Name}\", ForwardFlops: {layer.ForwardFlops}, BackwardFlops: {layer.BackwardFlops}),");
        yield return $"Layers: new global::Adjoint.LayerLayout[]\n    {{\n{string.Join("\n", layers)}\n    }}";
        if (model.Declaration.IsProfiled)
        {
            yield return "IsProfiled: true";
        }

        if (model.Prediction.FixedFloats > 0)
        {
            yield return $"WorkspaceFixed: {model.Prediction.FixedFloats}";
        }

        if (model.Typed.Nodes.Any(node => node.Op is NormStatisticsOp { Normalization.IsOverBatch: true, IsFrozen: false } && model.Typed.ShapeOf(node.Inputs[0]).RowsPerSample == 1))
        {
            yield return "SmallestBatch: 2";
        }

        if (model.Typed.Nodes.Select(node => node.Op).OfType<InputScalingOp>().FirstOrDefault() is { Scaling: var scaling, Columns: var columns })
        {
            var shift = model.Parameters.Buffers.Select((slot, index) => (slot.Role, index)).First(buffer => buffer.Role == scaling.Shift).index;
            var runs = columns.Select(run => $",\n        new global::Adjoint.ScaledColumns({Kind(run.Scaling)}, First: {Text.Of(run.First)}, Count: {Text.Of(run.Count)})");
            yield return $"Scaling: new global::Adjoint.InputScalingLayout({(columns.Count == 0 ? Kind(scaling) + ", " : string.Empty)}shift: {shift}, divisor: {shift + 1}{string.Concat(runs)})";
        }

        if (model.Typed.Nodes.Select(node => node.Op).OfType<EmbeddingOp>().FirstOrDefault() is { } embedding)
        {
            yield return $"Vocabulary: {embedding.Vocabulary}";
        }

        if (model.Declaration.MicroBatches > 1)
        {
            yield return $"MicroBatches: {Text.Of((long)model.Declaration.MicroBatches)}";
        }

        if (model.Tile > 0)
        {
            yield return $"Tile: {Text.Of((long)model.Tile)}";
        }

        if (model.Declaration.Average is { } average)
        {
            yield return $"AveragesFrom: {Text.Of((long)average.Start)}";
        }

        if (model.Declaration.Example is { } example)
        {
            yield return $"Columns: {example.FullName}.Columns.Names";
        }
    }

    /// <param name="writer">Where to.</param>
    /// <param name="slots">The parameters, or the buffers.</param>
    /// <param name="parameters">All of both.</param>
    /// <param name="first">The number of the first in the order in which first values are drawn, unless a layer is frozen.</param>
    private static void EmitTensors(SourceWriter writer, EquatableArray<ParameterSlot> slots, ParameterIndex parameters, int first)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            var slot = slots[i];
            var drawnAs = slot.Parameter.IsTrainable && slot.Number != first + i ? $", drawnAs: {slot.Number}" : string.Empty;
            var transposed = slot.Parameter.IsTransposedInFiles ? ", transposedInFiles: true" : string.Empty;
            var initializer = Initializer(slot, parameters);
            writer.Line(
                $"        new global::Adjoint.ParameterLayout(\"{slot.Key}\", offset: {slot.Offset}, new[] {{ {string.Join(", ", slot.Shape.Axes)} }}, {initializer}{transposed}{drawnAs}),");
        }
    }

    private static void EmitConstructor(SourceWriter writer, CompiledModel model, string name)
    {
        Member(writer, "Allocates the parameters in one block and draws their first values.");
        writer.Line("/// <param name=\"seed\">The seed of the first values: one seed, the same bits on every machine.</param>");
        writer.Line(GeneratedCode.Attributes);
        writer.Line($"public {name}(int seed = 0)").Line("    : base(ModelLayout, seed)").Line("{");
        var tensors = model.Parameters.Slots.Select((slot, index) => (slot, $"Parameters[{index}]"))
            .Concat(model.Parameters.Buffers.Select((slot, index) => (slot, $"Buffers[{index}]"))).ToDictionary(tensor => tensor.Item1.Name, tensor => tensor.Item2);
        foreach (var layer in model.Parameters.Layers)
        {
            writer.Line($"    {Property(layer.Key)} = new {LayerType(layer)}({string.Join(", ", layer.Select(slot => tensors[slot.Name]))});");
        }

        foreach (var node in model.Typed.Nodes.Where(node => node.Op is EmbeddingOp { Padding: >= 0 }))
        {
            var (embedding, table) = ((EmbeddingOp)node.Op, (ParameterOp)model.Typed.Nodes[node.Inputs[1]].Op);
            writer.Line($"    {Property(table.Layer)}.Weight.Values.Slice({embedding.Padding * embedding.Width}, {embedding.Width}).Clear(); // the padding");
        }

        writer.Line("}").Line();
    }

    private static void EmitLayers(SourceWriter writer, CompiledModel model)
    {
        foreach (var layer in model.Parameters.Layers)
        {
            var shapes = string.Join(", ", layer.Select(slot => $"{RoleName(slot.Role)} {slot.Shape}"));
            var frozen = layer.Any(slot => slot.Parameter.IsFrozen) ? "frozen " : string.Empty;
            var what = layer.First().Parameter.IsTrainable ? $"The {frozen}parameters of" : "What training learns of the inputs for";
            Member(writer, $"{what} <c>{Identifiers.Pascal(layer.Key)}</c>: {shapes}.");
            writer.Line(GeneratedCode.Attributes);
            writer.Line($"public {LayerType(layer)} {Property(layer.Key)} {{ get; }}").Line();
        }
    }

    private static string Property(string layer) => Identifiers.Escape(Identifiers.Pascal(layer));

    private static string RoleName(ParameterRole role) => role switch
    {
        ParameterRole.RunningMean => "running mean",
        ParameterRole.RunningVariance => "running variance",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static string LayerType(IEnumerable<ParameterSlot> layer)
    {
        var slots = layer.ToList();
        if (!slots[0].Parameter.IsTrainable)
        {
            return ScalingType(InputScaling.All.Append(InputScaling.OfColumns).First(scaling => scaling.Shift == slots[0].Role));
        }

        return LayerType(slots.Any(slot => slot.Role == ParameterRole.Bias), slots[0].Shape.Rank == 1, slots.Any(slot => slot.Role == ParameterRole.RunningMean));
    }

    private static string Kind(InputScaling scaling) => $"global::Adjoint.InputScalingKind.{scaling.Word}";

    /// <summary>The library's type for what is learned of the inputs.</summary>
    public static string ScalingType(InputScaling scaling) => $"global::Adjoint.{scaling.Word}Layer";

    /// <summary>The library's type for the parameters of a layer.</summary>
    public static string LayerType(bool hasBias, bool isNorm, bool isOverBatch)
        => "global::Adjoint." + (isOverBatch ? "BatchNormLayer" : !hasBias ? "WeightLayer" : isNorm ? "NormLayer" : "DenseLayer");

    // fanIn and fanOut of all parameters of a layer are the axes of its weight, the last one fanIn as files hold it.
    private static string Initializer(ParameterSlot slot, ParameterIndex parameters)
    {
        if (slot.Parameter.Init is { Way: "Zeros" or "Ones" } constant)
        {
            return $"global::Adjoint.Initializer.Constant({(constant.Way == "Zeros" ? 0 : 1)})";
        }

        var weight = parameters.WeightOf(slot.Layer);
        var axes = weight.Shape.Axes;
        var (inputs, outputs) = weight.Parameter.IsTransposedInFiles ? (axes[0], axes[axes.Count - 1]) : (axes[axes.Count - 1], axes[0]);
        if (slot.Parameter.Init is not { } init)
        {
            return $"global::Adjoint.Initializer.FanIn({inputs})";
        }

        var scale = double.IsNaN(init.Scale) ? string.Empty : $", scale: {Text.Of(init.Scale)}";
        return $"global::Adjoint.Initializer.Of(global::Adjoint.Initialization.{init.Way}, inputs: {inputs}, outputs: {outputs}{scale})";
    }

    private static void EmitLabels(SourceWriter writer, CompiledModel model, LabelType label)
    {
        if (label.Class is null)
        {
            return;
        }

        var labels = model.Declaration.Labels;
        if (model.Declaration.Loss!.Loss.Labels == LabelKind.Class)
        {
            writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
            LabelTable.EmitIndexOf(writer, label.Class, labels);
            writer.Line();
        }

        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        LabelTable.EmitLabelAt(writer, label.Class, labels);
        writer.Line();
    }
}
