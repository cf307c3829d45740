using System.Text.RegularExpressions;
using Spectre.Console;

namespace Adjoint.Terminal;

/// <summary>The layers of a model as a table.</summary>
public static partial class SummaryTable
{
    private static readonly string[] Columns = ["layer", "computes", "output", "parameters", "FLOPs"];

    /// <summary>Shows the layers of a model with their shapes, parameters and floating-point operations as a table, and the totals below it.</summary>
    /// <param name="summary">The <c>Summary</c> of a model's class: <c>SummaryTable.Print(DigitClassifier.Summary)</c>. Any other text is written as it is.</param>
    /// <param name="console">Where to; the process's own console unless given.</param>
    public static void Print(string summary, IAnsiConsole? console = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        console ??= AnsiConsole.Console;
        var lines = summary.ReplaceLineEndings("\n").Split('\n');
        if (!Spaces().Split(lines[0]).SequenceEqual(Columns))
        {
            console.WriteLine(summary);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in Columns)
        {
            table.AddColumn(new TableColumn(column) { Alignment = column is "parameters" or "FLOPs" ? Justify.Right : Justify.Left });
        }

        var rows = lines.Skip(1).TakeWhile(line => line.Length > 0).ToArray();
        foreach (var row in rows)
        {
            table.AddRow([.. Cells(row, lines[0]).Select(cell => new Text(cell))]);
        }

        console.Write(table);
        foreach (var line in lines.Skip(rows.Length + 2))
        {
            console.WriteLine(line);
        }
    }

    /// <summary>The first columns begin below their names; the numbers after the shape hold no spaces.</summary>
    private static string[] Cells(string row, string header)
    {
        var (computes, output) = (header.IndexOf(Columns[1], StringComparison.Ordinal), header.IndexOf(Columns[2], StringComparison.Ordinal));
        return [row[..computes].TrimEnd(), row[computes..output].TrimEnd(), .. Spaces().Split(row[output..])];
    }

    [GeneratedRegex("  +")]
    private static partial Regex Spaces();
}
