using Adjoint.Generator.Graphs;

namespace Adjoint.Generator.Shapes;

/// <summary>A graph whose every node has a shape.</summary>
internal sealed record TypedGraph(Graph Graph, EquatableArray<Shape> Shapes)
{
    public EquatableArray<Node> Nodes => Graph.Nodes;

    public Shape ShapeOf(int node) => Shapes[node];

    public string Print() => GraphPrinter.Print(Graph, node => Shapes[node].ToString());
}
