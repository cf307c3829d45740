using Adjoint.Generator.Diagnostics;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Parsing;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>
/// The public face of a model that the compiler rejected: every member that users call, so that the diagnostics are the only errors.
/// </summary>
internal static class RejectedModelEmitter
{
    private static readonly string[] Constants =
    [
        "ParameterCount", "ParameterBytes", "OptimizerStateBytes", "WorkspaceBytesPerSample", "FlopsPerSample", "TrainingFlopsPerSample", "Summary",
    ];

    public static EquatableArray<GeneratedSource> Emit(ParseResult parsed, IEnumerable<Problem> problems)
    {
        if (!parsed.Declaration.Class.CanBeExtended)
        {
            return EquatableArray<GeneratedSource>.Empty;
        }

        var reason = problems.FirstOrDefault() is { } problem ? $"{problem.RuleId}: {problem.Message}" : "An attribute is incomplete.";
        var model = parsed.Declaration;
        var label = LabelType.OfRejected(model);
        var face = ModelFile.Write(
            model.Class,
            part: string.Empty,
            story: "The public face of a model that the compiler rejected. Nothing in it works until the errors are gone.",
            PublicFaceEmitter.Documentation(model, "rejected: " + reason),
            label.BaseClass,
            writer => Body(writer, model, label, reason));
        return model.Example is { IsReachable: true } example
            ? EquatableArray.Of(face, RowsEmitter.EmitRejected(model.Class, example, label, $"throw new Sys::InvalidOperationException({Literal(reason)})"))
            : EquatableArray.Of(face);
    }

    private static void Body(SourceWriter writer, ModelDeclaration model, LabelType label, string reason)
    {
        var name = Identifiers.Escape(model.Class.Name);
        var rejected = $"throw new Sys::InvalidOperationException({Literal(reason)})";
        foreach (var constant in Constants.Where(constant => !model.Class.Collisions.Contains(constant)))
        {
            var (type, value) = constant switch { "Summary" => ("string", Literal(reason)), "ParameterCount" => ("int", "0"), _ => ("long", "0") };
            writer.Line("/// <summary>The model was rejected.</summary>").Line($"public const {type} {constant} = {value};").Line();
        }

        if (!model.Class.Collisions.Contains($"{model.Class.Name}(int)"))
        {
            writer.Line("/// <summary>Throws: the model was rejected.</summary>").Line("/// <param name=\"seed\">Not used.</param>").Line(GeneratedCode.Attributes);
            writer.Line($"public {name}(int seed = 0)").Line($"    : base({Literal(reason)})").Line("{").Line("}").Line();
        }

        foreach (var (layer, type) in LayerNames(model))
        {
            writer.Line("/// <summary>Throws: the model was rejected.</summary>").Line(GeneratedCode.Attributes);
            writer.Line($"public {type} {layer} => {rejected};").Line();
        }

        if (!model.Class.Collisions.Any(collision => collision is "Load" or "Load(string)"))
        {
            writer.Line("/// <summary>Throws: the model was rejected.</summary>").Line("/// <param name=\"path\">Not used.</param>").Line("/// <returns>Nothing.</returns>").Line(GeneratedCode.Attributes);
            writer.Line($"public static {name}{model.Class.TypeParameters} Load(string path) => {rejected};").Line();
        }

        foreach (var signature in Overrides(label, model.Loss?.Loss.Labels ?? LabelKind.Class).Where(signature => !Collides(model.Class, signature)))
        {
            writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes).Line($"protected override {signature}").Line($"    => {rejected};").Line();
        }
    }

    // By the name, which is enough here: the model is rejected for it already.
    private static bool Collides(ClassHeader header, string signature)
        => header.Collisions.Any(collision => signature.Contains($" {collision.Split('(')[0]}("));

    private static IEnumerable<string> Overrides(LabelType label, LabelKind kind)
    {
        yield return "void Forward(int batch, Sys::ReadOnlySpan<float> inputs, Sys::Span<float> workspace, Sys::Span<float> outputs)";
        yield return $"global::Adjoint.Trainer<{label.Name}> CreateTrainer(int capacity, global::Adjoint.TrainingOptions<{label.Name}> options)";
        yield return ForwardEmitter.LossSumSignature(kind);
        if (kind == LabelKind.Class)
        {
            yield return $"int IndexOf({label.Class} label)";
        }

        if (label.Class is not null)
        {
            yield return $"{label.Class} LabelAt(int index)";
        }
    }

    /// <summary>The properties that can be told from the names: those of layers that collide with something are left out.</summary>
    private static IEnumerable<(string Name, string Type)> LayerNames(ModelDeclaration model)
    {
        var taken = new HashSet<string>(model.Class.Members, StringComparer.Ordinal) { model.Class.Name };
        var numbers = new LayerNumbers(model);
        foreach (var layer in model.Layers)
        {
            var (word, type) = layer switch
            {
                DenseDeclaration dense => ("Dense", PublicFaceEmitter.LayerType(dense.HasBias, isNorm: false, isOverBatch: false)),
                NormDeclaration norm => (norm.Text, PublicFaceEmitter.LayerType(norm.Normalization.HasBias, isNorm: true, norm.Normalization.IsOverBatch)),
                InputScalingDeclaration { Scaling: var scaling } => (scaling.Word, PublicFaceEmitter.ScalingType(scaling)),
                EmbeddingDeclaration => (EmbeddingDeclaration.Word, PublicFaceEmitter.LayerType(hasBias: false, isNorm: false, isOverBatch: false)),
                _ => (null, null),
            };
            if (word is null || type is null)
            {
                continue;
            }

            var name = layer.Name ?? (layer is InputScalingDeclaration ? numbers.Only(word) : numbers.Next(word));
            if (Identifiers.IsValid(name) && !DeclarationRules.IsReserved(Identifiers.Pascal(name)) && taken.Add(Identifiers.Pascal(name)))
            {
                yield return (Identifiers.Escape(Identifiers.Pascal(name)), type);
            }
        }
    }

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
