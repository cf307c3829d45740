namespace Adjoint.Generator.Graphs;

/// <summary>Appends nodes in topological order and keeps their names apart.</summary>
internal sealed class GraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Adds a node; a name that is taken gets a number.</summary>
    public int Add(Op op, string name, int position, params int[] inputs) => Add(op, name, position, gradientOf: -1, inputs);

    /// <summary>Adds a node that is part of the gradient of another.</summary>
    public int Add(Op op, string name, int position, int gradientOf, int[] inputs)
    {
        var unique = name;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = name + Text.Of((long)number);
        }

        _nodes.Add(new Node(_nodes.Count, op, inputs.ToEquatableArray(), unique, position, gradientOf));
        return _nodes.Count - 1;
    }

    /// <summary>Keeps a name for something that is not a node.</summary>
    public void Reserve(string name) => _names.Add(name);

    /// <summary>Gives a kept name free for the node that it was kept for.</summary>
    public void Release(string name) => _names.Remove(name);

    public Graph Build(int output, int loss) => new(_nodes.ToEquatableArray(), output, loss);
}
