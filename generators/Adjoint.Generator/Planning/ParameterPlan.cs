using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>One parameter's place in the model's block of parameters.</summary>
internal sealed record ParameterSlot(string Name, ParameterOp Parameter, Shape Shape, int Offset)
{
    public string Layer => Parameter.Layer;

    public ParameterRole Role => Parameter.Role;

    public string Key => Parameter.Key;

    public int Length => (int)Shape.Elements;

    /// <summary>The parameter in the emitted code: <c>Hidden.Weight</c>.</summary>
    public string Property => $"{Identifiers.Escape(Identifiers.Pascal(Layer))}.{Role}";
}

/// <summary>The model's block of parameters, and behind it what gradients do not train: each begins at a cache line.</summary>
/// <param name="Slots">The parameters.</param>
/// <param name="Floats">The size of their block.</param>
/// <param name="Buffers">The running statistics.</param>
internal sealed record ParameterPlan(EquatableArray<ParameterSlot> Slots, int Floats, EquatableArray<ParameterSlot> Buffers)
{
    public int Count => Slots.Sum(slot => slot.Length);

    /// <summary>The size of the block with the running statistics.</summary>
    public int AllFloats => Buffers.Count == 0 ? Floats : Buffers[Buffers.Count - 1].Offset + Buffers[Buffers.Count - 1].Length;

    /// <summary>The layers that have parameters, each with its own: the weight first, the running statistics last.</summary>
    public IEnumerable<IGrouping<string, ParameterSlot>> Layers => Slots.Concat(Buffers).GroupBy(slot => slot.Layer);

    public static ParameterPlan Of(TypedGraph typed)
    {
        var end = 0;
        var slots = Place(typed, areTrained: true, ref end);
        var floats = end;
        return new ParameterPlan(slots, floats, Place(typed, areTrained: false, ref end));
    }

    private static EquatableArray<ParameterSlot> Place(TypedGraph typed, bool areTrained, ref int end)
    {
        var slots = new List<ParameterSlot>();
        foreach (var node in typed.Nodes)
        {
            if (node.Op is ParameterOp parameter && parameter.IsTrained == areTrained)
            {
                slots.Add(new ParameterSlot(node.Name, parameter, typed.ShapeOf(node.Id), end));
                end += RegionAllocator.Align(slots[slots.Count - 1].Length);
            }
        }

        return slots.ToEquatableArray();
    }
}
