using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary>The labels of a row: how they are written, whether they can be learned from, and how they are looked at when not.</summary>
internal static class LabelEmitter
{
    public static void EmitEncode(SourceWriter writer, ExampleDeclaration example)
    {
        writer.Line("/// <inheritdoc/>").Line(GeneratedCode.Attributes);
        writer.Open($"public static bool EncodeLabels(in {ExampleEmitter.Self(example)} row, Sys::Span<{example.LabelType}> labels)");
        for (var i = 0; i < example.Labels.Count; i++)
        {
            writer.Line($"labels[{i}] = {Value(example.Labels[i])};");
        }

        var conditions = example.Labels.SelectMany(Conditions).ToList();
        writer.Line($"return {(conditions.Count == 0 ? "true" : string.Join(" && ", conditions))};");
        writer.Close().Line();

        string Value(LabelDeclaration label)
        {
            var property = Property(label);
            return label.Kind != ExampleLabelKind.Value ? property + (label.IsNullable ? ".GetValueOrDefault()" : string.Empty)
                : label.IsNullable ? $"{property}.HasValue ? {Cast(label)}{property}.Value : float.NaN"
                : Cast(label) + property;
        }

        IEnumerable<string> Conditions(LabelDeclaration label, int index)
        {
            if (label is { IsNullable: true, Kind: not ExampleLabelKind.Value })
            {
                yield return $"{Property(label)}.HasValue";
            }

            if (label.Enum is { } labels)
            {
                yield return labels.IsContiguous
                    ? $"unchecked((ulong)labels[{index}]) < {labels.Members.Count}"
                    : $"labels[{index}] is {string.Join(" or ", labels.Members.Select(member => LabelTable.Member(labels.FullName, member)))}";
            }
            else if (label.Kind == ExampleLabelKind.Value)
            {
                yield return $"float.IsFinite(labels[{index}])";
            }
        }
    }

    /// <summary>What is looked at, as calls of the library's BadValue.</summary>
    public static IEnumerable<string> Checks(LabelDeclaration label)
    {
        var name = $"\"{label.Property}\"";
        if (label.IsNullable)
        {
            yield return $"UnlessThere({name}, {Property(label)}.HasValue)";
        }

        if (label.Enum is { } labels)
        {
            yield return $"UnlessDefined<{labels.FullName}>({name}, {Property(label)})";
        }
        else if (label is { Kind: ExampleLabelKind.Value, Number: { } number })
        {
            var cast = number.Name is "Half" or "decimal" ? $"(double{(label.IsNullable ? "?" : string.Empty)})" : string.Empty;
            yield return $"UnlessFinite({name}, {cast}{Property(label)})";
        }
    }

    private static string Property(LabelDeclaration label) => $"row.{Identifiers.Escape(label.Property)}";

    private static string Cast(LabelDeclaration label) => label.Number!.NeedsCast ? "(float)" : string.Empty;
}
