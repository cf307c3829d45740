using System.Text;

namespace Adjoint.Generator.Graphs;

/// <summary>A graph as text, for tests and for people: <c>%3 hidden = Relu(%2)</c>.</summary>
internal static class GraphPrinter
{
    public static string Print(Graph graph, Func<int, string>? shapeOf = null)
    {
        var text = new StringBuilder();
        foreach (var node in graph.Nodes)
        {
            text.Append('%').Append(node.Id).Append(' ').Append(node.Name).Append(" = ").Append(node.Op.Name)
                .Append('(').Append(string.Join(", ", node.Inputs.Select(input => $"%{input}"))).Append(')');
            if (shapeOf is not null)
            {
                text.Append(' ').Append(shapeOf(node.Id));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
