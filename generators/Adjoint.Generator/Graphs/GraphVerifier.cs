namespace Adjoint.Generator.Graphs;

/// <summary>What holds of every graph. The compiler trusts it; the tests check it at each boundary.</summary>
internal static class GraphVerifier
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Verify(Graph graph)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (node.Id != i)
            {
                return $"node {i} has the id {node.Id}";
            }

            if (node.Inputs.Count != node.Op.Arity)
            {
                return $"{node.Op.Name} '{node.Name}' has {node.Inputs.Count} inputs, expected {node.Op.Arity}";
            }

            if (node.Inputs.Any(input => input < 0 || input >= i))
            {
                return $"{node.Op.Name} '{node.Name}' uses a node that does not come before it";
            }

            if (!names.Add(node.Name))
            {
                return $"two nodes are named '{node.Name}'";
            }
        }

        if (graph.Output < 0 || graph.Output >= graph.Nodes.Count)
        {
            return "the output is not a node";
        }

        return graph.Loss >= 0 && graph.Loss < graph.Nodes.Count ? null : "the loss is not a node";
    }
}
