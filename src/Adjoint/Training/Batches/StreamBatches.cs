namespace Adjoint;

/// <summary>The batches of a training from a stream. Reading begins with the first that is taken, and ends with the last, when it is stopped, or when nobody has the training any more.</summary>
internal sealed class StreamBatches<TLabel>(RowStream<TLabel> stream, Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan, int lastEpoch) : IBatchSource<TLabel>
    where TLabel : unmanaged
{
    private readonly Lock _gate = new();
    private StreamReading<TLabel>? _reading;
    private StreamBatch<TLabel>? _current;
    private BatchSlot<TLabel>? _callers;
    private int _epoch;
    private bool _isStopped;

    // The task reads on until somebody tells it not to, and a loop that is left tells nobody.
    ~StreamBatches()
    {
        if (_reading is { } reading)
        {
            // Cancelling calls what belongs to the source, for which this thread is not the one.
            ThreadPool.UnsafeQueueUserWorkItem(static reading => reading.Abandon(), reading, preferLocal: false);
        }
    }

    public void StartEpoch(int number) => _epoch = number;

    public BatchSlot<TLabel>? Take(int iteration)
    {
        _current = null;
        if ((_reading ?? Begin(iteration)) is { } reading)
        {
            _current = reading.Take();
        }

        GC.KeepAlive(this);
        return _current?.Slot;
    }

    public BatchSlot<TLabel> Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights)
    {
        // The others are being filled.
        _callers ??= new BatchSlot<TLabel>(plan.BatchSize, network.Layout.Inputs, network.LabelsPerRow);
        _callers.Copy(inputs, labels, weights);
        return _callers;
    }

    public ReadOnlySpan<int> RowsOf(int iteration) => _current is { } batch ? batch.Numbers : default;

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        _reading?.Stop();
    }

    public void Dispose()
    {
        _reading?.Dispose();
        GC.SuppressFinalize(this);
    }

    private StreamReading<TLabel>? Begin(int iteration)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return null;
            }

            var course = new StreamCourse(plan, options.Seed, _epoch, iteration, lastEpoch, options.Shuffle, network.Layout.SmallestBatch, network.Layout.MicroBatches)
            {
                Augmenter = options.Augmentation is { } augmentation ? new Augmenter(augmentation, options.Seed) : null,
            };
            _reading = stream.Read(network, course, options.Cancellation);
            _reading.Start();
            return _reading;
        }
    }
}
