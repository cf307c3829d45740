using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>One parameter's place in the model's block of parameters.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Parameter">What it is.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Offset">Its first float.</param>
/// <param name="Number">
/// Its number among the parameters in the order of the layers, frozen or not, the running statistics behind them all: first values are drawn by it, so that
/// freezing a layer changes none.
/// </param>
internal sealed record ParameterSlot(string Name, ParameterOp Parameter, Shape Shape, int Offset, int Number)
{
    public string Layer => Parameter.Layer;

    public ParameterRole Role => Parameter.Role;

    public string Key => Parameter.Key;

    public int Length => (int)Shape.Elements;

    /// <summary>Whether it is what DecayWeightsOnly decays: the weight of a dense layer or an embedding, and nothing of a normalisation.</summary>
    public bool IsDecayed => Role == ParameterRole.Weight && Shape.Rank > 1;

    /// <summary>The parameter in the emitted code: <c>Hidden.Weight</c>.</summary>
    public string Property => $"{Identifiers.Escape(Identifiers.Pascal(Layer))}.{Role}";
}

/// <summary>The model's block of parameters, and behind it what gradients do not train: each begins at a cache line.</summary>
/// <param name="Slots">The parameters.</param>
/// <param name="Floats">The size of their block.</param>
/// <param name="Buffers">What is learned of the inputs, the running statistics, and the parameters of frozen layers.</param>
internal sealed record ParameterPlan(EquatableArray<ParameterSlot> Slots, int Floats, EquatableArray<ParameterSlot> Buffers)
{
    public int Count => Slots.Sum(slot => slot.Length);

    /// <summary>The size of the block with the running statistics.</summary>
    public int AllFloats => Buffers.Count == 0 ? Floats : Buffers[Buffers.Count - 1].Offset + Buffers[Buffers.Count - 1].Length;

    /// <summary>How many numbers the parameters of frozen layers have.</summary>
    public int FrozenCount => Buffers.Where(slot => slot.Parameter.IsFrozen).Sum(slot => slot.Length);

    /// <summary>The layers that have parameters, each with its own: the weight first, the running statistics last.</summary>
    public IEnumerable<IGrouping<string, ParameterSlot>> Layers =>
        Slots.Concat(Buffers).OrderBy(slot => slot.Number).GroupBy(slot => slot.Layer);

    public static ParameterPlan Of(TypedGraph typed)
    {
        var numbered = typed.Nodes.Where(node => node.Op is ParameterOp).OrderBy(node => ((ParameterOp)node.Op).IsTrainable ? 0 : 1)
            .Select((node, number) => (Node: node, Parameter: (ParameterOp)node.Op, Number: number)).OrderBy(tensor => tensor.Node.Id).ToList();
        var end = 0;
        var slots = Place(typed, numbered.Where(tensor => tensor.Parameter.IsTrained), ref end);
        var floats = end;
        return new ParameterPlan(slots, floats, Place(typed, numbered.Where(tensor => !tensor.Parameter.IsTrained), ref end));
    }

    private static EquatableArray<ParameterSlot> Place(TypedGraph typed, IEnumerable<(Node Node, ParameterOp Parameter, int Number)> tensors, ref int end)
    {
        var slots = new List<ParameterSlot>();
        foreach (var (node, parameter, number) in tensors)
        {
            slots.Add(new ParameterSlot(node.Name, parameter, typed.ShapeOf(node.Id), end, number));
            end += RegionAllocator.Align(slots[slots.Count - 1].Length);
        }

        return slots.ToEquatableArray();
    }
}
