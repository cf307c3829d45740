using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary><c>X.Example.g.cs</c>: how a row of the user's own becomes floats.</summary>
internal static class ExampleEmitter
{
    public static EquatableArray<GeneratedSource> Emit(ExampleResult parsed)
    {
        var example = parsed.Declaration;
        if (!example.Class.CanBeExtended)
        {
            return EquatableArray<GeneratedSource>.Empty;
        }

        return EquatableArray.Of(parsed is { Problems.Count: 0, IsIncomplete: false } ? Write(example) : WriteRejected(example, parsed));
    }

    private static GeneratedSource Write(ExampleDeclaration example) => ModelFile.Write(
        example.Class,
        "Example",
        "The encoder: how a row becomes floats, and rows a set.",
        ColumnTable.Of(example),
        $"global::Adjoint.IExample<{Self(example)}, {example.LabelType}>",
        writer =>
        {
            EmitColumns(writer, example);
            EmitDataset(writer, example, rejected: null);
            EmitStream(writer, example, rejected: null);
            EmitEncode(writer, example);
            LabelEmitter.EmitEncode(writer, example);
            var (row, bad) = ($"in {Self(example)} row", $"static global::Adjoint.BadValue? global::Adjoint.IExample<{Self(example)}, {example.LabelType}>.FindBad");
            EmitFind(writer, $"{bad}Feature({row})", example.Features.SelectMany(FeatureEmitter.Checks));
            EmitFind(writer, $"{bad}Label({row})", example.Labels.SelectMany(LabelEmitter.Checks));
        });

    /// <summary>What users call, so that the diagnostics are the only errors.</summary>
    private static GeneratedSource WriteRejected(ExampleDeclaration example, ExampleResult parsed)
    {
        var reason = parsed.Problems.FirstOrDefault() is { } problem ? $"{problem.RuleId}: {problem.Message}" : "A type is unknown.";
        var rejected = $"throw new Sys::InvalidOperationException({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(reason, quote: true)})";
        return ModelFile.Write(
            example.Class,
            "Example",
            "What a row gains that the compiler rejected. Nothing in it works until the errors are gone.",
            documentation: string.Empty,
            baseClass: string.Empty,
            writer =>
            {
                if (!example.Class.Collisions.Contains("Columns"))
                {
                    writer.Line("/// <summary>Throws: the row was rejected.</summary>").Line(GeneratedCode.Attributes);
                    writer.Line($"public static {New(example, "Columns")}global::Adjoint.ExampleColumns Columns => {rejected};").Line();
                }

                if (!example.Class.Collisions.Contains("Dataset"))
                {
                    EmitDataset(writer, example, rejected);
                }

                if (!example.Class.Collisions.Contains("Stream"))
                {
                    EmitStream(writer, example, rejected);
                }
            });
    }

    /// <summary>The row in its own file.</summary>
    public static string Self(ExampleDeclaration example) => Identifiers.Escape(example.Class.Name);

    private static string New(ExampleDeclaration example, string member) => example.Hidden.Contains(member) ? "new " : string.Empty;

    private static void EmitColumns(SourceWriter writer, ExampleDeclaration example)
    {
        writer.Line("/// <summary>The columns in their order.</summary>").Line(GeneratedCode.Attributes);
        writer.Line($"public static {New(example, "Columns")}global::Adjoint.ExampleColumns Columns {{ get; }} = new global::Adjoint.ExampleColumns(");
        writer.Line($"    \"{example.Class.Name}\",");
        var features = example.Features.SelectMany(FeatureEmitter.Columns).ToList();
        writer.Line($"    labels: new[] {{ {string.Join(", ", example.Labels.Select(label => $"\"{label.Property}\""))} }},");
        for (var i = 0; i < features.Count; i++)
        {
            writer.Line($"    global::Adjoint.ExampleColumn.{features[i]}{(i + 1 < features.Count ? "," : ");")}");
        }

        writer.Line();
    }

    private static void EmitDataset(SourceWriter writer, ExampleDeclaration example, string? rejected)
    {
        foreach (var (type, rows) in new[] { ($"Lists::IReadOnlyList<{Self(example)}>", "rows"), ($"{Self(example)}[]", "rows"), ($"Sys::ReadOnlyMemory<{Self(example)}>", "rows.Span") })
        {
            writer.Line("/// <summary>A set of rows, which are encoded once.</summary>");
            writer.Line("/// <param name=\"rows\">The rows; arrays, lists and memory are read where they lie.</param>");
            writer.Line("/// <param name=\"options\">What becomes of rows that do not fit; the first is an exception if null.</param>");
            writer.Line("/// <returns>The set.</returns>");
            writer.Line("/// <exception cref=\"global::Adjoint.BadRowsException\">A value of a row does not fit.</exception>");
            writer.Line(GeneratedCode.Attributes);
            writer.Line($"public static {New(example, "Dataset")}global::Adjoint.Dataset<{example.LabelType}> Dataset({type} rows, global::Adjoint.RowOptions? options = null)");
            writer.Line($"    => {rejected ?? $"global::Adjoint.Dataset.FromRows<{Self(example)}, {example.LabelType}>({rows}, options)"};").Line();
        }
    }

    private static void EmitStream(SourceWriter writer, ExampleDeclaration example, string? rejected)
    {
        var rows = $"Lists::IAsyncEnumerable<{Self(example)}>";
        foreach (var (type, name, documentation) in new[]
        {
            (rows, "rows", "The rows: enumerated again for each further pass, until that brings none; those of a channel are one pass."),
            ($"Sys::Func<global::System.Threading.CancellationToken, {rows}>", "open", "Opens a pass over the rows; the token is cancelled when the training ends."),
        })
        {
            writer.Line("/// <summary>A stream of rows, which are encoded as they arrive and are never all in memory.</summary>");
            writer.Line($"/// <param name=\"{name}\">{documentation}</param>");
            writer.Line("/// <param name=\"options\">How many rows an epoch has, how they are shuffled, and what becomes of rows that do not fit.</param>");
            writer.Line("/// <returns>The stream; nothing of it is read before the first iteration.</returns>");
            writer.Line(GeneratedCode.Attributes);
            writer.Line($"public static {New(example, "Stream")}global::Adjoint.RowStream<{example.LabelType}> Stream({type} {name}, global::Adjoint.StreamOptions options)");
            writer.Line($"    => {rejected ?? $"global::Adjoint.Dataset.StreamRows<{Self(example)}, {example.LabelType}>({name}, options)"};").Line();
        }
    }

    private static void EmitEncode(SourceWriter writer, ExampleDeclaration example)
    {
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Open($"public static void Encode(in {Self(example)} row, Sys::Span<float> columns)");
        writer.Line($"columns = columns.Slice(0, {Text.Of(example.ColumnCount)});");
        var column = 0L;
        foreach (var feature in example.Features)
        {
            FeatureEmitter.EmitEncode(writer, feature, column);
            column += feature.Columns;
        }

        writer.Close().Line();
    }

    private static void EmitFind(SourceWriter writer, string signature, IEnumerable<string> checks)
    {
        var all = checks.ToList();
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        if (all.Count == 0)
        {
            writer.Line($"{signature} => null;").Line();
            return;
        }

        if (all.Count == 1)
        {
            writer.Line(signature).Line($"    => global::Adjoint.BadValue.{all[0]};").Line();
            return;
        }

        writer.Open(signature);
        writer.Line($"var bad = global::Adjoint.BadValue.{all[0]};");
        foreach (var check in all.Skip(1))
        {
            writer.Line($"bad ??= global::Adjoint.BadValue.{check};");
        }

        writer.Line("return bad;").Close().Line();
    }
}
