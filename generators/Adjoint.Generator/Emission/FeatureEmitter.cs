using System.Globalization;
using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary>One feature of a row: its columns, how it is written into them, and how it is looked at when it does not fit.</summary>
internal static class FeatureEmitter
{
    /// <summary>The columns, as calls of the library's ExampleColumn.</summary>
    public static IEnumerable<string> Columns(FeatureDeclaration feature)
    {
        var name = $"\"{feature.Property}\"";
        switch (feature.Kind)
        {
            case FeatureKind.OneHot:
                yield return $"OneHot({name}, {string.Join(", ", feature.Enum!.Members.Select(member => $"\"{member.Name}\""))})";
                break;
            case FeatureKind.Array:
                yield return $"Array({name}, {feature.Length})";
                break;
            case FeatureKind.Date:
                foreach (var part in feature.Parts)
                {
                    yield return $"{(part.IsNumber ? "Part" : "Cycle")}({name}, \"{part.Name}\")";
                }

                break;
            default:
                yield return $"{(feature.Kind == FeatureKind.Flag ? "Flag" : feature.IsLog ? "Log" : "Number")}({name})";
                break;
        }

        if (feature.Missing == MissingPolicy.Indicator)
        {
            yield return $"Missing({name})";
        }
    }

    public static void EmitEncode(SourceWriter writer, FeatureDeclaration feature, long column)
    {
        var property = $"row.{Identifiers.Escape(feature.Property)}";
        switch (feature.Kind)
        {
            case FeatureKind.Number or FeatureKind.Flag:
                writer.Line($"columns[{Text.Of(column)}] = {Scalar(feature, property)};");
                break;
            case FeatureKind.Array:
                writer.Line($"Kernels::Encoding.Copy({property}, columns.Slice({Text.Of(column)}, {feature.Length}));");
                break;
            case var _ when !feature.IsNullable:
                EmitSeveral(writer, feature, property, column);
                break;
            default:
                writer.Open($"if ({property}.HasValue)");
                EmitSeveral(writer, feature, $"{property}.Value", column);
                writer.Close().Open("else");
                var missing = feature.Missing == MissingPolicy.Indicator ? "Clear()" : "Fill(float.NaN)";
                writer.Line($"columns.Slice({Text.Of(column)}, {Text.Of(feature.ValueColumns)}).{missing};");
                writer.Close().Line();
                break;
        }

        if (feature.Missing == MissingPolicy.Indicator)
        {
            writer.Line($"columns[{Text.Of(column + feature.ValueColumns)}] = {property}.HasValue ? 0 : 1;");
        }
    }

    /// <summary>What is looked at, as calls of the library's BadValue; nothing for what always fits.</summary>
    public static IEnumerable<string> Checks(FeatureDeclaration feature)
    {
        var (name, property) = ($"\"{feature.Property}\"", $"row.{Identifiers.Escape(feature.Property)}");
        if (feature is { IsNullable: true, Missing: MissingPolicy.Fail })
        {
            yield return $"UnlessThere({name}, {property}.HasValue)";
        }

        switch (feature.Kind)
        {
            case FeatureKind.Number when feature.IsLog || feature.Number!.MayNotFit:
                var cast = feature.Number!.Name is "Half" or "decimal" ? $"(double{(feature.IsNullable ? "?" : string.Empty)})" : string.Empty;
                yield return $"{(feature.IsLog ? "UnlessAboveMinusOne" : "UnlessFinite")}({name}, {cast}{property})";
                break;
            case FeatureKind.OneHot:
                yield return $"UnlessDefined<{feature.Enum!.FullName}>({name}, {property})";
                break;
            case FeatureKind.Array:
                yield return $"UnlessNumbers({name}, {property}, {feature.Length})";
                break;
        }
    }

    private static string Scalar(FeatureDeclaration feature, string property)
    {
        if (!feature.IsNullable)
        {
            return Given(property);
        }

        var otherwise = feature.Missing switch
        {
            MissingPolicy.Fail => "float.NaN",
            MissingPolicy.Value => Literal(feature.MissingValue),
            _ => "0",
        };
        var given = Given($"{property}.Value");
        return feature.Kind == FeatureKind.Flag
            ? $"!{property}.HasValue ? {otherwise} : {given}"
            : $"{property}.HasValue ? {given} : {otherwise}";

        string Given(string value) => feature.Kind == FeatureKind.Flag ? $"{value} ? 1 : 0"
            : feature.IsLog ? $"Kernels::Encoding.Log({(feature.Number!.Name is "Half" or "decimal" ? "(double)" : string.Empty)}{value})"
            : feature.Number!.NeedsCast ? $"(float){value}"
            : value;
    }

    private static void EmitSeveral(SourceWriter writer, FeatureDeclaration feature, string value, long column)
    {
        if (feature.Kind == FeatureKind.OneHot)
        {
            var start = $"Kernels::Encoding.OneHot(columns.Slice({Text.Of(column)}, {feature.Enum!.Members.Count}), ";
            if (feature.Enum.IsContiguous)
            {
                writer.Line($"{start}unchecked((ulong){value}) < {feature.Enum.Members.Count} ? (int){value} : -1);");
                return;
            }

            writer.Line($"{start}{value} switch").Line("{");
            for (var i = 0; i < feature.Enum.Members.Count; i++)
            {
                writer.Line($"    {LabelTable.Member(feature.Enum.FullName, feature.Enum.Members[i])} => {i},");
            }

            writer.Line("    _ => -1,").Line("});");
            return;
        }

        foreach (var part in feature.Parts)
        {
            var number = $"{(part.Name == "DayOfWeek" ? "(int)" : string.Empty)}{value}.{part.Name}";
            writer.Line(part.IsNumber
                ? $"columns[{Text.Of(column)}] = {number};"
                : $"Kernels::Encoding.Cycle(columns.Slice({Text.Of(column)}, 2), {number}{(part.First == 0 ? string.Empty : " - 1")}, {part.Period});");
            column += part.Columns;
        }
    }

    private static string Literal(double value)
    {
        var text = ((float)value).ToString("R", CultureInfo.InvariantCulture);
        return text is "0" or "1" ? text : text + "f";
    }
}
