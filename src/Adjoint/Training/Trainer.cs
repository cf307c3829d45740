using System.Runtime.CompilerServices;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// What every emitted trainer stands on: the memory of one iteration. The emitted class adds its buffers, forward, backward and update.
/// </summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class Trainer<TLabel>
    where TLabel : unmanaged
{
    private readonly Network<TLabel> _network;
    private readonly OptimizerState _optimizer;
    private readonly Arena _gradients;
    private readonly int _seed;
    private readonly ThreadTeam _team;
    private readonly int _capacity;
    private readonly int _floatsPerSample;
    private readonly int _fixedFloats;
    private Arena _memory;
    private int[] _classes;
    private int _rows;
    private int _batch;
    private int _gradientSlot;
    private BatchSlot<TLabel>? _slot;

    /// <summary>Allocates the memory: gradients, what does not depend on the batch, and what each sample needs.</summary>
    protected Trainer(Network<TLabel> network, TrainingOptions<TLabel> options, double learningRate, int capacity, int floatsPerSample, int fixedFloats)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        LearningRate = options.LearningRate ?? learningRate;
        _network = network;
        _optimizer = network.Optimizer ??= new OptimizerState(network.Layout, network.Memory.Length);
        _seed = options.Seed;
        _capacity = capacity;
        (_floatsPerSample, _fixedFloats) = (floatsPerSample, fixedFloats);
        Clock = network.Layout.IsProfiled ? new LayerClock(network.Layout.Layers!) : null!;
        var threads = ThreadCount.Of(options.Threads, network.Layout, capacity);
        _team = new ThreadTeam(threads);
        (_microBatches, _tile) = (network.Layout.MicroBatches, network.Layout.Tile);
        AllocateSamples(Math.Min(TrainingPlan.RoundedUp(capacity, _microBatches), MostUncut));
        var pieces = TrainingPlan.RoundedUp(capacity, PieceRows(capacity));
        // A clock is one thread's.
        var lanes = PieceRows(capacity) == _tile && !network.Layout.IsProfiled ? Math.Min(threads, pieces) : 1;
        _slots = lanes == 1 ? 1 : Math.Min(pieces, MostSlots);
        _losses = new LossSum[_slots];
        _gradients = new Arena((long)network.Layout.ParameterFloats * (_slots + (pieces > 1 ? 1 : 0)));
        _lanes = new Trainer<TLabel>[lanes];
    }

    /// <summary>The number of samples in the current batch: B.</summary>
    protected int Batch
    {
        get => _batch;
        set => _batch = value > 0 && value <= _rows
            ? value
            : throw new ArgumentException($"A batch of {value} samples: this training has memory for 1 to {_rows} (TrainingOptions.BatchSize).");
    }

    /// <summary>The class numbers of the batch, [B].</summary>
    protected Span<int> Classes => _classes.AsSpan(0, _batch);

    /// <summary>The inputs of the batch, [B, inputs]: where they were gathered.</summary>
    protected Span<float> Inputs
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _slot!.Inputs.Slice((int)FirstRow * _network.Layout.Inputs, _batch * _network.Layout.Inputs);
    }

    /// <summary>What each sample of the batch counts for, [B]; empty if all count 1.</summary>
    protected ReadOnlySpan<float> Weights
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _slot!.Weights is { IsEmpty: false } weights ? weights.Slice((int)FirstRow, _batch) : default;
    }

    /// <summary>All parameters, gaps included.</summary>
    protected Span<float> Parameters => _network.ParameterBlock;

    /// <summary>The gradients of all parameters, laid out as they are.</summary>
    protected Span<float> Gradients => GradientsOf(_gradientSlot);

    /// <summary>The step size of the next update: the optimizer's own, or what a schedule makes of it.</summary>
    protected internal double LearningRate { get; internal set; }

    /// <summary>One more than the number of updates so far: Adam's t.</summary>
    protected long NextUpdate => _optimizer.Updates + 1;

    /// <summary>The clock of a model with [Profile]; null for others, whose code does not ask for it.</summary>
    protected internal LayerClock Clock { get; }

    internal int Capacity => _capacity;

    /// <summary>The threads of this training: kernels that are called between its Enter and Leave are cut for them.</summary>
    internal ThreadTeam Team => _team;

    /// <summary>Whether the gradient of the last update was finite.</summary>
    internal bool HasFiniteGradient { get; private set; } = true;

    /// <summary>One iteration on a batch that lies ready: its gradients, of the whole or piece by piece, and the update. Returns the losses before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal LossSum Run(BatchSlot<TLabel> batch)
    {
        _slot = batch;
        _team.Enter();
        try
        {
            _pieceRows = PieceRows(batch.Rows);
            var loss = _pieceRows >= batch.Rows ? DifferentiatePiece(0, slot: 0) : DifferentiatePieces(batch.Rows);
            if (loss.IsFinite)
            {
                Update();
            }

            Clock?.Updated();
            Clock?.Count(batch.Rows);
            return loss;
        }
        finally
        {
            _team.Leave();
        }
    }

    /// <summary>The samples that lie in <see cref="Inputs"/>: forward and backward, so that <see cref="Gradients"/> holds the gradients of their mean loss; returns their losses.</summary>
    protected abstract LossSum Differentiate(ReadOnlySpan<TLabel> labels);

    /// <summary>The gradients of large weights that <see cref="Update"/> computes while it uses them are not in <see cref="Gradients"/>: writes them there, from what the batch has left in memory.</summary>
    protected virtual void WriteGradients()
    {
    }

    /// <summary>The optimizer's step from <see cref="Gradients"/>. There is none from a loss that is not a finite number: the training ends, and the model stays as it was.</summary>
    protected abstract void Update();

    /// <summary>The forward pass on the batch that was gathered.</summary>
    protected abstract void Forward();

    /// <summary>What a layer of the layout leaves in memory after the forward pass; empty where a later one has written over it.</summary>
    protected abstract ReadOnlySpan<float> OutputOf(int layer);

    /// <summary>Counts an update that has been made.</summary>
    /// <param name="isFinite">Whether its gradient was finite.</param>
    protected void CountUpdate(bool isFinite)
    {
        _optimizer.Updates++;
        HasFiniteGradient = isFinite;
    }

    /// <summary>Where the first number of the last iteration was that is not finite.</summary>
    internal (DivergedValue Value, string Layer) LocateDivergence() => !HasFiniteGradient ? (DivergedValue.Gradient, NonFiniteGradient()) : LocateInForwardPass();

    /// <summary>The gradient next to the loss: the backward pass came by there first.</summary>
    private string NonFiniteGradient()
    {
        WriteGradients();
        return _network.Layout.Parameters.Last(parameter => !TensorPrimitives.IsFiniteAll<float>(Gradient(parameter.Offset, parameter.Length))).Name;
    }

    /// <summary>No update was made: the same parameters and masks give the same values again.</summary>
    private (DivergedValue Value, string Layer) LocateInForwardPass()
    {
        if (_network.NonFiniteParameter() is { } parameter)
        {
            return (DivergedValue.Parameters, parameter);
        }

        // The running statistics have followed this batch already.
        var memory = _network.Memory.ToArray();
        Forward();
        memory.CopyTo(_network.Memory);
        var unseen = new List<string>();
        for (var layer = 0; layer < _network.Layout.Layers!.Count; layer++)
        {
            unseen.Add(_network.Layout.Layers[layer].Name);
            var outputs = OutputOf(layer);
            if (!outputs.IsEmpty)
            {
                if (!TensorPrimitives.IsFiniteAll(outputs))
                {
                    return (DivergedValue.Outputs, string.Join(", ", unseen));
                }

                unseen.Clear();
            }
        }

        return (DivergedValue.Loss, string.Empty);
    }

    /// <summary>
    /// a ← decay · a + (1 - decay) · θ after every so many updates; the first one is copied, as running statistics always are. An update from a gradient that was not
    /// finite is left out: the averages stay what a diverged training can leave behind.
    /// </summary>
    protected void AverageWeights(double decay, int every = 1)
    {
        if (HasFiniteGradient)
        {
            _optimizer.Average(decay, every, _network.Memory);
        }
    }

    /// <summary>A number that the optimizer keeps for each parameter.</summary>
    protected Span<float> Moment(int index) => _optimizer.Moment(index);

    /// <summary>A gradient.</summary>
    protected Span<float> Gradient(int offset, int length) => _gradients.Slice((_gradientSlot * _network.Layout.ParameterFloats) + offset, length);

    /// <summary>A buffer whose size does not depend on the batch.</summary>
    protected Span<float> Fixed(int offset, int length) => _memory.Slice(offset, length);

    /// <summary>A buffer with <paramref name="length"/> floats for each sample of the batch.</summary>
    protected Span<float> PerSample(int offset, int length) => _memory.Slice(_fixedFloats + (offset * _rows), length * _batch);

    /// <summary>What the mask of a dropout layer is drawn from: another one for each layer and update.</summary>
    protected ulong DropoutKey(int layer) => CounterRandom.Key(_seed, RandomPurpose.Dropout, layer, _optimizer.Updates);

    private Span<float> GradientsOf(int slot) => _gradients.Slice(slot * _network.Layout.ParameterFloats, _network.Layout.ParameterFloats);

    /// <summary>The memory for so many samples at once.</summary>
    [MemberNotNull(nameof(_memory), nameof(_classes))]
    private void AllocateSamples(int rows)
    {
        _rows = rows;
        _classes = new int[rows];
        _memory = new Arena(_fixedFloats + ((long)_floatsPerSample * rows));
    }
}
