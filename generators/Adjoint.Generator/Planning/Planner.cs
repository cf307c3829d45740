using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Graphs;
using Adjoint.Generator.Shapes;
using Adjoint.Generator.Vocabulary;

namespace Adjoint.Generator.Planning;

/// <summary>
/// Stage five: a graph becomes steps on memory. Each value lives from the step that writes it to the last one that reads
/// it; values whose lives do not meet share memory, and a step that may write over its input does so when nobody reads it later.
/// </summary>
internal sealed class Planner
{
    private readonly TypedGraph _typed;
    private readonly bool _isTraining;
    private readonly Dictionary<int, int> _gradientOffsets;
    private readonly HashSet<int> _fused;
    private readonly RegionAllocator _perSample = new();
    private readonly RegionAllocator _fixed = new();
    private readonly List<Buffer> _buffers = [];
    private readonly List<Step> _steps = [];
    private readonly int[] _bufferOf;
    private readonly int[] _lastUse;

    private Planner(TypedGraph typed, bool isTraining, Dictionary<int, int> gradientOffsets, HashSet<int> fused)
    {
        _typed = typed;
        _isTraining = isTraining;
        _gradientOffsets = gradientOffsets;
        _fused = fused;
        _bufferOf = new int[typed.Nodes.Count];
        _lastUse = Liveness.LastUses(typed, fused);
    }

    public static ExecutionPlan PlanPrediction(TypedGraph prediction)
        => new Planner(prediction, isTraining: false, [], []).Run(prediction.Nodes.Count);

    /// <summary>Plans an iteration.</summary>
    /// <param name="training">The graph.</param>
    /// <param name="parameters">Where the parameters lie.</param>
    /// <param name="fused">The gradients that are left to the update: what they are made of lives until then.</param>
    public static ExecutionPlan PlanTraining(TrainingGraph training, ParameterPlan parameters, HashSet<int> fused)
    {
        var offsets = new Dictionary<int, int>();
        for (var i = 0; i < training.ParameterGradients.Count; i++)
        {
            offsets.Add(training.ParameterGradients[i].Gradient, parameters.Slots[i].Offset);
        }

        return new Planner(training.Typed, isTraining: true, offsets, fused).Run(training.ForwardCount);
    }

    private ExecutionPlan Run(int forwardCount)
    {
        // What the caller fills before the first step has its place from the beginning.
        foreach (var node in _typed.Nodes.Where(IsGiven))
        {
            Place(node);
        }

        var forwardSteps = 0;
        foreach (var node in _typed.Nodes)
        {
            if (node.Id == forwardCount)
            {
                forwardSteps = _steps.Count;
            }

            if (!IsGiven(node) && !_fused.Contains(node.Id))
            {
                Place(node);
            }
        }

        if (forwardCount >= _typed.Nodes.Count)
        {
            forwardSteps = _steps.Count;
        }

        var backwardEnd = _steps.Count;
        foreach (var node in _typed.Nodes.Where(node => _fused.Contains(node.Id)))
        {
            Place(node);
        }

        return new ExecutionPlan(
            _buffers.ToEquatableArray(),
            _steps.Take(forwardSteps).ToEquatableArray(),
            _steps.Take(backwardEnd).Skip(forwardSteps).ToEquatableArray(),
            _steps.Skip(backwardEnd).ToEquatableArray(),
            _perSample.Size,
            _fixed.Size);
    }

    private static bool IsGiven(Node node) => node.Op is InputOp or LabelsOp;

    private void Place(Node node)
    {
        if (Liveness.IsView(node.Op))
        {
            _bufferOf[node.Id] = _bufferOf[node.Inputs[0]];
            return;
        }

        var output = _bufferOf[node.Id] = Locate(node);
        if (node.Op.Arity == 0)
        {
            return;
        }

        _steps.Add(new Step(
            node.Op,
            node.Inputs.Select(input => _bufferOf[input]).ToEquatableArray(),
            node.Inputs.Select(_typed.ShapeOf).ToEquatableArray(),
            output,
            node.GradientOf < 0 ? -1 : _bufferOf[node.GradientOf],
            Costs.Flops(_typed, node)));
        ReleaseAfter(node);
    }

    /// <summary>Finds a place for a node's value.</summary>
    private int Locate(Node node)
    {
        var shape = _typed.ShapeOf(node.Id);
        var region = RegionOf(node, shape);
        var replaced = region is Region.PerSample or Region.Fixed ? InPlace.Choose(node, input => CanReplace(node, input, region)) : -1;
        var offset = region switch
        {
            Region.Gradients => _gradientOffsets[node.Id],
            Region.PerSample or Region.Fixed when replaced >= 0 => _buffers[_bufferOf[replaced]].Offset,
            Region.PerSample => _perSample.Allocate((int)shape.Elements),
            Region.Fixed => _fixed.Allocate((int)shape.Elements),
            _ => 0,
        };
        _buffers.Add(new Buffer(node.Name, region, offset, shape, replaced < 0 ? null : _buffers[_bufferOf[replaced]].Name));
        return _buffers.Count - 1;
    }

    private Region RegionOf(Node node, Shape shape) => node.Op switch
    {
        ParameterOp => Region.Parameters,
        LabelsOp { Kind: LabelKind.Class } => Region.Classes,
        // They stay as they are: where a loss is not finite, the forward pass is made again.
        InputOp => _isTraining ? Region.Inputs : Region.CallerInput,
        _ when !_isTraining && IsOutput(node) => Region.CallerOutput,
        _ when _gradientOffsets.ContainsKey(node.Id) => Region.Gradients,
        _ => shape.IsBatched ? Region.PerSample : Region.Fixed,
    };

    // A view of a value is that value: its buffer is the caller's when the view is the output.
    private bool IsOutput(Node node)
    {
        var output = _typed.Nodes[_typed.Graph.Output];
        while (Liveness.IsView(output.Op))
        {
            output = _typed.Nodes[output.Inputs[0]];
        }

        return node.Id == output.Id;
    }

    private bool CanReplace(Node node, int input, Region region)
    {
        var buffer = _buffers[_bufferOf[input]];
        return buffer.Region == region && buffer.Length == _typed.ShapeOf(node.Id).Elements && _lastUse[input] == node.Id;
    }

    private void ReleaseAfter(Node node)
    {
        var written = _buffers[_bufferOf[node.Id]];
        foreach (var buffer in node.Inputs.Where(input => _lastUse[input] == node.Id).Select(input => _buffers[_bufferOf[input]]).Distinct())
        {
            if (buffer.Name != written.Replaces)
            {
                Release(buffer);
            }
        }

        if (_lastUse[node.Id] < 0)
        {
            Release(written);
        }
    }

    private void Release(Buffer buffer)
    {
        if (buffer.Region is Region.PerSample or Region.Fixed)
        {
            (buffer.Region == Region.PerSample ? _perSample : _fixed).Free(buffer.Offset, buffer.Length);
        }
    }
}
