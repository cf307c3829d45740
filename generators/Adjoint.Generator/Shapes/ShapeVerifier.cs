namespace Adjoint.Generator.Shapes;

/// <summary>What holds of every typed graph.</summary>
internal static class ShapeVerifier
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Verify(TypedGraph typed)
    {
        if (typed.Shapes.Count != typed.Nodes.Count)
        {
            return $"{typed.Nodes.Count} nodes have {typed.Shapes.Count} shapes";
        }

        foreach (var node in typed.Nodes)
        {
            var shape = typed.ShapeOf(node.Id);
            if (shape is null)
            {
                return $"'{node.Name}' has no shape";
            }

            if (shape.Axes.Any(axis => axis < 1))
            {
                return $"'{node.Name}' has the shape {shape}";
            }
        }

        return Graphs.GraphVerifier.Verify(typed.Graph);
    }
}
