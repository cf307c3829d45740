using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;

namespace Adjoint.Generator.Emission;

/// <summary>The parameters by what the emitters know of them: looked up, not searched for, because a model may have thousands.</summary>
internal sealed class ParameterIndex(ParameterPlan plan)
{
    private readonly Dictionary<string, ParameterSlot> _named = plan.Slots.Concat(plan.Buffers).ToDictionary(slot => slot.Name);
    private readonly Dictionary<int, ParameterSlot> _at = plan.Slots.ToDictionary(slot => slot.Offset);
    private readonly Dictionary<string, ParameterSlot> _weights = plan.Slots.Concat(plan.Buffers).Where(slot => slot.Role == ParameterRole.Weight).ToDictionary(slot => slot.Layer);

    public ParameterSlot Named(string name) => _named[name];

    public ParameterSlot At(int offset) => _at[offset];

    public ParameterSlot WeightOf(string layer) => _weights[layer];
}
