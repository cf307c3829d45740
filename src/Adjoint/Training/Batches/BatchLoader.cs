using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// The batches of a training on a set, epoch after epoch: which rows are in each, and the memory in which they lie ready. Where it pays, the next batch is prepared on another thread
/// while this one is trained on; it is the same to the bit, since nothing in it depends on when it is made.
/// </summary>
internal sealed class BatchLoader<TLabel> : IBatchSource<TLabel>
    where TLabel : unmanaged
{
    /// <summary>From as many bytes on, gathering a batch takes longer than giving the work away.</summary>
    private const long BytesThatPay = 64 * 1024;

    /// <summary>The same where rows are augmented, which takes ten times as long and more.</summary>
    private const long AugmentedBytesThatPay = BytesThatPay / 8;

    private readonly Dataset<TLabel> _data;
    private readonly TrainingOptions<TLabel> _options;
    private readonly int _batchSize;
    private readonly int _iterations;
    private readonly int[] _order;
    private readonly AliasTable? _drawn;
    private readonly bool _isAhead;
    private BatchPreparation<TLabel> _current;
    private BatchPreparation<TLabel> _next;
    private int _epoch;

    // The iteration that the next batch is being prepared for; -1 for none.
    private int _prepared = -1;

    public BatchLoader(Dataset<TLabel> data, TrainingOptions<TLabel> options, TrainingPlan plan, int labelsPerRow)
    {
        _data = data;
        _options = options;
        _batchSize = plan.BatchSize;
        _iterations = (int)plan.IterationsPerEpoch.Value;
        _order = new int[data.Count];
        _drawn = options.Sampling?.TableOf(data);
        var bytesThatPay = options.Augmentation is null ? BytesThatPay : AugmentedBytesThatPay;
        _isAhead = options.Threads != 1 && Workers.Count > 0 && (long)_batchSize * data.FeatureCount * sizeof(float) >= bytesThatPay;
        _current = NewPreparation(labelsPerRow);
        _next = _isAhead ? NewPreparation(labelsPerRow) : _current;
    }

    /// <summary>Puts the rows into the order of an epoch, or draws them.</summary>
    public void StartEpoch(int number)
    {
        Forget();
        _epoch = number;
        var rows = _data.SourceRows;
        if (_drawn is not null)
        {
            var key = CounterRandom.Key(_options.Seed, RandomPurpose.Sampling, when: number);
            for (var place = 0; place < _order.Length; place++)
            {
                _order[place] = rows[_drawn.Draw(CounterRandom.Bits(key, place))];
            }

            return;
        }

        rows.CopyTo(_order);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BatchSlot<TLabel>? Take(int iteration)
    {
        if (_prepared != iteration)
        {
            Forget();
            Describe(iteration);
            _next.Offer(null);
        }

        _prepared = -1;
        _next.Finish();
        (_current, _next) = (_next, _current);
        if (_isAhead && iteration + 1 < _iterations)
        {
            _prepared = iteration + 1;
            Describe(_prepared);
            Workers.OfferAhead(_next);
        }

        return _current.Slot;
    }

    /// <summary>A batch of the caller's, in the place of the last one taken.</summary>
    public BatchSlot<TLabel> Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights)
    {
        _current.Slot.Copy(inputs, labels, weights);
        return _current.Slot;
    }

    /// <summary>Nobody waits for long: rows are there.</summary>
    public void Stop()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>Lets what is being prepared come to its end: it reads the order of the epoch.</summary>
    private void Forget()
    {
        if (_prepared >= 0)
        {
            _prepared = -1;
            _next.Finish();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Describe(int iteration)
    {
        _next.Epoch = _epoch;
        _next.First = iteration * _batchSize;
        _next.Count = RowsOf(iteration).Length;
    }

    private BatchPreparation<TLabel> NewPreparation(int labelsPerRow) => new(
        _data,
        new BatchSlot<TLabel>(_batchSize, _data.FeatureCount, labelsPerRow),
        _order,
        _options.Augmentation is { } augmentation ? new Augmenter(augmentation, _options.Seed) : null);
}
