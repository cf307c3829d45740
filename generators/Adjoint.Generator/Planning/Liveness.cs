using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>How long values live.</summary>
internal static class Liveness
{
    /// <summary>Whether a node is its input under other axes, and moves no data.</summary>
    public static bool IsView(Op op) => op is FlattenOp or ReshapeOp or UnflattenOp;

    /// <summary>The last use of what is read after all nodes.</summary>
    public const int Afterwards = int.MaxValue;

    /// <summary>For each node the last one that reads its memory, itself or through a view; -1 if none does.</summary>
    /// <param name="typed">The graph.</param>
    /// <param name="later">Nodes that are computed after all others.</param>
    public static int[] LastUses(TypedGraph typed, HashSet<int> later)
    {
        var last = Enumerable.Repeat(-1, typed.Nodes.Count).ToArray();
        foreach (var node in typed.Nodes.Where(node => !IsView(node.Op)))
        {
            foreach (var input in node.Inputs)
            {
                last[input] = Math.Max(last[input], later.Contains(node.Id) ? Afterwards : node.Id);
            }
        }

        // A view and what it views are one memory: both live as long as the longer-lived one.
        var root = Enumerable.Range(0, typed.Nodes.Count).ToArray();
        foreach (var view in typed.Nodes.Where(node => IsView(node.Op)))
        {
            root[view.Id] = root[view.Inputs[0]];
            last[root[view.Id]] = Math.Max(last[root[view.Id]], last[view.Id]);
        }

        return [.. root.Select(id => last[id])];
    }
}
