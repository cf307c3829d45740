namespace Adjoint.Generator.Graphs;

/// <summary>One value and how it is computed.</summary>
/// <param name="Id">Its index in the graph: inputs have smaller ones.</param>
/// <param name="Op">What it computes.</param>
/// <param name="Inputs">The nodes that it computes from.</param>
/// <param name="Name">The value's name in the emitted code: the user's, in camel case. Unique in the graph.</param>
/// <param name="Position">The attribute that it comes from.</param>
/// <param name="GradientOf">The node whose operation it differentiates; -1 in the forward pass.</param>
internal sealed record Node(int Id, Op Op, EquatableArray<int> Inputs, string Name, int Position, int GradientOf = -1);

/// <summary>A directed acyclic graph of values in topological order.</summary>
/// <param name="Nodes">The nodes; a node's id is its index.</param>
/// <param name="Output">The node whose value is the model's output.</param>
/// <param name="Loss">The node whose value training makes small.</param>
internal sealed record Graph(EquatableArray<Node> Nodes, int Output, int Loss);
