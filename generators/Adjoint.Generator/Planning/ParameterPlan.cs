using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;

namespace Adjoint.Generator.Planning;

/// <summary>One parameter's place in the model's block of parameters.</summary>
internal sealed record ParameterSlot(int Node, string Name, string Layer, ParameterRole Role, string Key, Shape Shape, int Offset, Parsing.InitialValues? Init)
{
    public int Length => (int)Shape.Elements;

    /// <summary>The parameter in the emitted code: <c>Hidden.Weight</c>.</summary>
    public string Property => $"{Identifiers.Escape(Identifiers.Pascal(Layer))}.{Role}";
}

/// <summary>The model's block of parameters: each begins at a cache line.</summary>
internal sealed record ParameterPlan(EquatableArray<ParameterSlot> Slots, int Floats)
{
    public int Count => Slots.Sum(slot => slot.Length);

    /// <summary>The layers that have parameters, each with its own: the weight first.</summary>
    public IEnumerable<IGrouping<string, ParameterSlot>> Layers => Slots.GroupBy(slot => slot.Layer);

    public static ParameterPlan Of(TypedGraph typed)
    {
        var slots = new List<ParameterSlot>();
        var end = 0;
        foreach (var node in typed.Nodes)
        {
            if (node.Op is ParameterOp parameter)
            {
                var shape = typed.ShapeOf(node.Id);
                slots.Add(new ParameterSlot(node.Id, node.Name, parameter.Layer, parameter.Role, parameter.Key, shape, end, parameter.Init));
                end += RegionAllocator.Align((int)shape.Elements);
            }
        }

        return new ParameterPlan(slots.ToEquatableArray(), end);
    }
}
