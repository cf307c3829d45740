using Adjoint.Generator.Parsing;

namespace Adjoint.Generator.Emission;

/// <summary>The columns of a row as a table, which shows on hover.</summary>
internal static class ColumnTable
{
    private const int MostNames = 6;

    public static string Of(ExampleDeclaration example)
    {
        var lines = new List<(string Columns, string Property, string Holds)> { ("columns", "property", "holds") };
        var column = 0L;
        foreach (var feature in example.Features)
        {
            var last = column + feature.Columns - 1;
            lines.Add((last == column ? Text.Of(column) : $"{Text.Of(column)} to {Text.Of(last)}", feature.Property, Holds(feature)));
            column = last + 1;
        }

        foreach (var label in example.Labels)
        {
            lines.Add(("label", label.Property, label.Words));
        }

        var (first, second) = (lines.Max(line => line.Columns.Length), lines.Max(line => line.Property.Length));
        var text = lines.Select(line => $"/// {line.Columns.PadRight(first)}  {line.Property.PadRight(second)}  {line.Holds}");
        return $"/// <remarks>\n/// <code>\n{string.Join("\n", text)}\n/// </code>\n/// </remarks>";
    }

    private static string Holds(FeatureDeclaration feature)
    {
        var what = feature.Kind switch
        {
            FeatureKind.Flag => "0 or 1",
            FeatureKind.OneHot => feature.Enum!.Members.Count > MostNames
                ? $"one for each of {Text.Grouped(feature.Enum.Members.Count)} values of {feature.Enum.Name}"
                : "one for each of " + string.Join(", ", feature.Enum.Members.Select(member => member.Name)),
            FeatureKind.Array => "the numbers of the array",
            FeatureKind.Date => string.Join(", ", feature.Parts.Select(part => part.IsNumber ? part.Name : $"sine and cosine of {part.Name}")),
            _ => feature.IsLog ? "log(1 + x)" : "a number",
        };
        what += feature.Scaling is { } scaling ? $", [{scaling.Word}]{(feature.Kind == FeatureKind.Date ? " of the Year" : string.Empty)}" : string.Empty;
        return feature.IsNullable
            ? what + (feature.Missing switch { MissingPolicy.Value => $"; {Text.Of(feature.MissingValue)} where missing", MissingPolicy.Indicator => "; and 1 where missing", _ => "; never missing" })
            : what;
    }
}
