using Adjoint.Generator.Graphs;

namespace Adjoint.Generator.Planning;

/// <summary>Which layer each step of a plan belongs to.</summary>
internal sealed class PlannedLayers
{
    private readonly ExecutionPlan _plan;
    private readonly Dictionary<int, int> _layerOfBuffer = [];

    public PlannedLayers(ExecutionPlan plan)
    {
        _plan = plan;
        var outputs = new List<int>();
        for (var i = 0; i < plan.Forward.Count; i++)
        {
            var step = plan.Forward[i];
            _layerOfBuffer[step.Output] = outputs.Count;
            if (IsLast(step, i + 1 < plan.Forward.Count ? plan.Forward[i + 1] : null))
            {
                outputs.Add(step.Output);
            }
        }

        var flops = plan.Steps.ToLookup(Of, step => (IsForward: step.GradientOf < 0, step.Flops));
        All = outputs.Select((output, layer) => new PlannedLayer(
            plan.Of(output).Name,
            output,
            IsLeft(output),
            flops[layer].Where(step => step.IsForward).Sum(step => step.Flops),
            flops[layer].Where(step => !step.IsForward).Sum(step => step.Flops))).ToEquatableArray();
    }

    /// <summary>The layers that compute something, in order.</summary>
    public EquatableArray<PlannedLayer> All { get; }

    /// <summary>The layer of a step, of the forward pass or the gradient of one; -1 for the loss.</summary>
    public int Of(Step step) => step.Op is LossAndGradientOp ? -1 : _layerOfBuffer[step.GradientOf < 0 ? step.Output : step.GradientOf];

    /// <summary>What is computed on the way to a layer's output is part of the layer: statistics, and what its activation is applied to.</summary>
    private bool IsLast(Step step, Step? next)
        => step.Op is not (NormStatisticsOp or RunningStatisticsOp) && (next is null || _plan.Of(step.Output).Name != _plan.Of(next.Output).Name + Lowering.BeforeActivation);

    private bool IsLeft(int output)
    {
        var buffer = _plan.Of(output);
        return _plan.Forward.SkipWhile(step => step.Output != output).Skip(1).All(step => !Overlap(buffer, _plan.Of(step.Output)));
    }

    private static bool Overlap(Buffer a, Buffer b) => a.Region == b.Region && a.Offset < b.Offset + b.Length && b.Offset < a.Offset + a.Length;
}
