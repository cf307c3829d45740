namespace Adjoint;

/// <summary>
/// Rows that arrive one after the other, from a database, a queue or the network, and are never all in memory: a model is trained on them as on a set, with an epoch of
/// <see cref="StreamOptions.RowsPerEpoch"/> samples. Made by <see cref="Dataset"/> or by the emitted <c>Flower.Stream(rows, options)</c>.
/// </summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
/// <remarks>
/// The rows are read and encoded by a task of the training's own, which waits for them without holding a thread, and reads ahead of the training: the shuffle buffer, and some batches. It begins
/// with the first iteration. When a pass has ended and its rows have all been trained on, the next is begun; the stream has ended when a pass brings no row that fits. When the training ends, is
/// cancelled, or is no longer referenced, the pass is cancelled and its enumerator disposed of. Rows that were read ahead then are lost to other readers of a queue.
/// </remarks>
public abstract class RowStream<TLabel> : ITrainingData<TLabel>
    where TLabel : unmanaged
{
    private long _skippedRows;

    private protected RowStream(StreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
    }

    /// <summary>How it is read.</summary>
    public StreamOptions Options { get; }

    /// <summary>How many rows were left out so far because they did not fit (<see cref="BadRows.Skip"/>), over all passes and trainings.</summary>
    public long SkippedRows => Interlocked.Read(ref _skippedRows);

    int ITrainingData<TLabel>.Count => Options.RowsPerEpoch;

    void ITrainingData<TLabel>.Check(Network<TLabel> network, TrainingOptions<TLabel> options)
    {
        RequireColumns(network);
        if (options.Sampling is not null)
        {
            throw new ArgumentException("Sampling draws the rows of a set by their weights, and those of a stream are trained on as they arrive: leave it out.", nameof(options));
        }

        if (network.Layout.Scaling is { } scaling && !network.HasLearnedScaling && !scaling.IsLearned(network.Buffers))
        {
            throw new InvalidOperationException(
                $"{network.Layout.Name} learns of its inputs before it is trained, and a stream cannot be gone through first: call LearnScaling with a set of rows that are like those of the stream.");
        }
    }

    void ITrainingData<TLabel>.Begin(Network<TLabel> network, TrainingOptions<TLabel> options)
    {
        // What was learned of the inputs stays, also with Reset: it cannot be learned anew here.
    }

    TimeSpan ITrainingData<TLabel>.Prepare(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan) => TimeSpan.Zero;

    IEnumerable<string> ITrainingData<TLabel>.Warnings(TrainingOptions<TLabel> options, bool isResumed) => isResumed
        ? ["A stream cannot be wound back: the training goes on with the rows that it brings now, and those that had been read ahead are not trained on."]
        : [];

    IEnumerable<(string Name, string Value)> ITrainingData<TLabel>.Facts =>
    [
        ("rows per epoch of the stream", TrainingFacts.Text(Options.RowsPerEpoch)),
        ("shuffle buffer of the stream", TrainingFacts.Text(Options.ShuffleBuffer)),
    ];

    IBatchSource<TLabel> ITrainingData<TLabel>.Batches(Network<TLabel> network, TrainingOptions<TLabel> options, TrainingPlan plan, int lastEpoch)
        => new StreamBatches<TLabel>(this, network, options, plan, lastEpoch);

    /// <summary>Begins to read; the first batch is that of an iteration of an epoch.</summary>
    internal abstract StreamReading<TLabel> Read(Network<TLabel> network, StreamCourse course, CancellationToken cancellation);

    /// <summary>Refuses a model of other rows.</summary>
    private protected virtual void RequireColumns(Network<TLabel> network)
    {
    }

    /// <summary>A row does not fit.</summary>
    internal void Refuse(BadRow row)
    {
        if (Options.Rows.BadRows != BadRows.Skip)
        {
            throw new BadRowsException([row]);
        }

        Interlocked.Increment(ref _skippedRows);
        Options.Rows.OnSkipped?.Invoke(row);
    }
}
