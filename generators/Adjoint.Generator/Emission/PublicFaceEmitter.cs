using Adjoint.Generator.Parsing;
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
        Constant(writer, "long", "ParameterBytes", Text.Of(4L * model.Parameters.Count), "The bytes of the parameters.");
        Constant(writer, "long", "OptimizerStateBytes", Text.Of(SummaryTable.OptimizerBytes(model)), "The bytes that the optimizer keeps, alignment included.");
        Constant(writer, "long", "WorkspaceBytesPerSample", Text.Of(SummaryTable.WorkspaceBytes(model)), "The bytes of activations and gradients that training needs for each sample of a batch.");
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
        foreach (var layer in model.Parameters.Layers)
        {
            // fanIn and fanOut of all parameters of a layer are the axes of its weight.
            var weight = layer.First().Shape.Axes;
            foreach (var slot in layer)
            {
                var transposed = slot.Shape.Rank == 2 ? ", transposedInFiles: true" : string.Empty;
                writer.Line(
                    $"        new global::Adjoint.ParameterLayout(\"{slot.Key}\", offset: {slot.Offset}, new[] {{ {string.Join(", ", slot.Shape.Axes)} }}, {Initializer(slot.Init, weight)}{transposed}),");
            }
        }

        writer.Line("    });").Line();
    }

    private static void EmitConstructor(SourceWriter writer, CompiledModel model, string name)
    {
        Member(writer, "Allocates the parameters in one block and draws their first values.");
        writer.Line("/// <param name=\"seed\">The seed of the first values: one seed, the same bits on every machine.</param>");
        writer.Line(GeneratedCode.Attributes);
        writer.Line($"public {name}(int seed = 0)").Line("    : base(ModelLayout, seed)").Line("{");
        var index = 0;
        foreach (var layer in model.Parameters.Layers)
        {
            var parameters = layer.Select(_ => $"Parameters[{index++}]").ToList();
            writer.Line($"    {Property(layer.Key)} = new {LayerType(parameters.Count)}({string.Join(", ", parameters)});");
        }

        writer.Line("}").Line();
    }

    private static void EmitLayers(SourceWriter writer, CompiledModel model)
    {
        foreach (var layer in model.Parameters.Layers)
        {
            var shapes = string.Join(", ", layer.Select(slot => $"{slot.Role.ToString().ToLowerInvariant()} {slot.Shape}"));
            Member(writer, $"The parameters of <c>{Identifiers.Pascal(layer.Key)}</c>: {shapes}.");
            writer.Line(GeneratedCode.Attributes);
            writer.Line($"public {LayerType(layer.Count())} {Property(layer.Key)} {{ get; }}").Line();
        }
    }

    private static string Property(string layer) => Identifiers.Escape(Identifiers.Pascal(layer));

    /// <summary>The library's type for a layer with a weight, or with a weight and a bias.</summary>
    public static string LayerType(int parameters) => parameters == 1 ? "global::Adjoint.WeightLayer" : "global::Adjoint.DenseLayer";

    private static string Initializer(InitialValues? init, EquatableArray<int> weight)
    {
        if (init is null)
        {
            return $"global::Adjoint.Initializer.FanIn({weight[0]})";
        }

        var scale = double.IsNaN(init.Scale) ? string.Empty : $", scale: {Text.Of(init.Scale)}";
        return $"global::Adjoint.Initializer.Of(global::Adjoint.Initialization.{init.Way}, inputs: {weight[0]}, outputs: {weight[1]}{scale})";
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
