namespace Adjoint;

/// <summary>The batches of a training, epoch after epoch: which rows are in each, and the memory in which they lie ready.</summary>
internal sealed class BatchLoader<TLabel>
    where TLabel : unmanaged
{
    private readonly Dataset<TLabel> _data;
    private readonly TrainingOptions<TLabel> _options;
    private readonly int _batchSize;
    private readonly int[] _order;
    private readonly BatchSlot<TLabel> _slot;

    public BatchLoader(Dataset<TLabel> data, TrainingOptions<TLabel> options, TrainingPlan plan, int labelsPerRow)
    {
        _data = data;
        _options = options;
        _batchSize = plan.BatchSize;
        _order = new int[data.Count];
        _slot = new BatchSlot<TLabel>(_batchSize, data.FeatureCount, labelsPerRow);
    }

    /// <summary>Puts the rows into the order of an epoch.</summary>
    public void StartEpoch(int number)
    {
        _data.SourceRows.CopyTo(_order);
        if (_options.Shuffle)
        {
            CounterRandom.Shuffle(_order, CounterRandom.Key(_options.Seed, RandomPurpose.Shuffle, when: number));
        }
    }

    /// <summary>The rows of the source that an iteration of the epoch trains on, from 0.</summary>
    public ReadOnlySpan<int> RowsOf(int iteration)
    {
        var first = iteration * _batchSize;
        return _order.AsSpan(first, Math.Min(_batchSize, _order.Length - first));
    }

    /// <summary>The batch of an iteration; it stays as it is until the next one is taken.</summary>
    public BatchSlot<TLabel> Take(int iteration)
    {
        _slot.Gather(_data, RowsOf(iteration));
        return _slot;
    }

    /// <summary>A batch of the caller's, in the place of the last one taken.</summary>
    public BatchSlot<TLabel> Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights)
    {
        _slot.Copy(inputs, labels, weights);
        return _slot;
    }
}
