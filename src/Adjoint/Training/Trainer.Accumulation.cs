using Adjoint.Kernels;

namespace Adjoint;

/// <content>A batch in micro-batches: B is the samples of one.</content>
public abstract partial class Trainer<TLabel>
{
    private readonly int _microBatches;
    private int _batchRows;
    private int _nextRow;

    /// <summary>The number of the micro-batch's first sample in the batch.</summary>
    protected long FirstRow { get; private set; }

    /// <summary>Whether the batch ends with this micro-batch: then comes the update.</summary>
    protected bool IsLastMicroBatch => _nextRow == _batchRows;

    /// <summary>The gradients of the micro-batches so far, each times what its losses are divided by; laid out as <see cref="Gradients"/>, behind all else.</summary>
    protected Span<float> GradientSum => _memory.Slice(_memory.Length - _network.Layout.ParameterFloats, _network.Layout.ParameterFloats);

    /// <summary>What the losses of the micro-batches so far are divided by.</summary>
    protected double WeightSum { get; set; }

    /// <summary>How many samples a micro-batch of a batch has, but for the last.</summary>
    private int MicroBatchSize(int rows) => TrainingPlan.RoundedUp(rows, _microBatches);

    private void StartBatch(int rows)
    {
        (_batchRows, _nextRow, WeightSum) = (rows, 0, 0);
        GradientSum.Clear();
    }

    /// <summary>Goes on to the next micro-batch; false after the last.</summary>
    private bool TakeMicroBatch(out int first, out int count)
    {
        first = _nextRow;
        count = Math.Min(MicroBatchSize(_batchRows), _batchRows - first);
        FirstRow = first;
        _nextRow += count;
        return count > 0;
    }
}
