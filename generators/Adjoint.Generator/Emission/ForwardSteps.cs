using Adjoint.Generator.Graphs;
using Adjoint.Generator.Planning;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Emission;

/// <summary>Finds the forward step that a backward step differentiates.</summary>
internal sealed class ForwardSteps
{
    private readonly ExecutionPlan _plan;
    private readonly ParameterIndex _parameters;
    private readonly Dictionary<int, Step> _writers;
    private readonly ILookup<int, Step> _readers;
    private readonly Dictionary<string, int> _parameterBuffers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Step> _dropouts;

    public ForwardSteps(CompiledModel model)
    {
        _plan = model.Training;
        _parameters = new ParameterIndex(model.Parameters);
        _writers = _plan.Forward.ToDictionary(step => step.Output);
        _readers = _plan.Forward.SelectMany(step => step.Inputs.Select(input => (input, step))).ToLookup(pair => pair.input, pair => pair.step);
        _dropouts = _plan.Forward.Where(step => step.Op is DropoutOp).ToDictionary(step => ((DropoutOp)step.Op).Index);
        for (var buffer = 0; buffer < _plan.Buffers.Count; buffer++)
        {
            if (_plan.Of(buffer).Region == Region.Parameters)
            {
                _parameterBuffers.Add(_plan.Of(buffer).Name, buffer);
            }
        }
    }

    /// <summary>The forward step, or null for a sum of gradients.</summary>
    public Step? DifferentiatedBy(Step step) => step.Op switch
    {
        DenseInputGradientOp => _readers[step.Inputs[1]].First(),
        DenseWeightGradientOp or DenseBiasGradientOp => _readers[_parameterBuffers[_parameters.At(_plan.Of(step.Output).Offset).Name]].First(),
        ActivationGradientOp { Activation.Needs: GradientNeeds.Output } => _writers[step.Inputs[0]],
        ActivationGradientOp gradient => _readers[step.Inputs[0]].First(
            forward => forward.Op is ActivationOp activation && activation.Activation == gradient.Activation),
        DropoutOp dropout => _dropouts[dropout.Index],
        _ => null,
    };
}
