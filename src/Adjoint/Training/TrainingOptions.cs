namespace Adjoint;

/// <summary>How to train. Every option has a default that a beginner can live with; <c>options with { BatchSize = 64 }</c> changes one.</summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
public sealed record TrainingOptions<TLabel>
    where TLabel : unmanaged
{
    /// <summary>Passes over the training set, or as many times <see cref="StreamOptions.RowsPerEpoch"/> samples of a stream; at least 1, 10 unless given.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples in a batch, at least 1; 32 unless given. A batch larger than the set is the set. It is what one update sees, also where <c>[Accumulate]</c> cuts it.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether each epoch visits the samples in another order (unless given); if not, in the given order. Those of a stream are drawn from its shuffle buffer.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// How the rows of an epoch are drawn at random, with replacement: by a weight of each row, or so that all classes come equally often. Unless given, each row comes once an epoch. It excludes
    /// <see cref="Shuffle"/> = false.
    /// </summary>
    public Sampling? Sampling { get; init; }

    /// <summary>
    /// What changes the inputs at random before each iteration, another way each time a row comes; nothing unless given. The validation and all evaluations see the rows as they are, and so does
    /// <see cref="Training{TLabel}.Step"/>.
    /// </summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Whether samples that fill no whole batch are left out of an epoch; if not (unless given) they are a last, smaller batch.</summary>
    public bool DropLast { get; init; }

    /// <summary>The seed of the order or the sampling, of augmentation and of dropout: one seed, one result, to the bit; 0 unless given.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// How many threads an iteration may use: 1 for the caller's own, 0 (unless given) for as many as pay off, which is 1 for small models, and at most one for each processor. The threads are
    /// shared by all trainings of the process. Any number gives the same bits. Unless it is 1, the next batch is prepared on another thread while this one trains, where that pays. The rows of a stream are always read beside the training.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>A set to evaluate at the end of each epoch, with the averages of the weights where the model has <c>[AverageWeights]</c>; none unless given.</summary>
    public Dataset<TLabel>? Validation { get; init; }

    /// <summary>How often to validate: an amount above 0, such as <c>500.Iterations()</c>; after each epoch unless given.</summary>
    public Amount ValidateEvery { get; init; } = 1.Epochs();

    /// <summary>How the learning rate changes with the iterations of this training; it stays unless given.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>
    /// Reduces the learning rate when a metric of the validation set is no longer improved; never unless given. It needs <see cref="Validation"/>, and
    /// excludes <see cref="Schedule"/>.
    /// </summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>When to end before the last epoch because validation no longer improves; never unless given. It needs <see cref="Validation"/>.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Checkpoints to write during the training, from which <c>Resume</c> goes on; none unless given.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Ends the training between two iterations when it is cancelled; with early stopping the model then has its best parameters too.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The optimizer's step size, above 0; what its attribute says unless given.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The optimizer's weight decay, 0 or more; what its attribute says unless given.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>The rate of every dropout layer: 0 or more, below 1; what their attributes say unless given.</summary>
    public double? Dropout { get; init; }

    /// <summary>
    /// Whether to forget what earlier trainings of the model left behind: the optimizer's moments, its step count and the number of epochs,
    /// and what <c>[Standardize]</c> or <c>[MinMax]</c> learned of the inputs, unless the rows are a stream, which cannot be learned from again. The parameters stay. Unless given, a second training continues the first.
    /// </summary>
    public bool Reset { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        EarlyStopping?.Check();
        Checkpoints?.Check();
        if (EarlyStopping is { } stopping && Validation is null)
        {
            throw new ArgumentException($"EarlyStopping watches the {stopping.Metric.Name}, but there is no Validation set.", nameof(Validation));
        }

        if (ReduceOnPlateau is { } plateau && Validation is null)
        {
            throw new ArgumentException($"ReduceOnPlateau watches the {plateau.Metric.Name}, but there is no Validation set.", nameof(Validation));
        }

        if (ReduceOnPlateau is not null && Schedule is not null)
        {
            throw new ArgumentException("Schedule and ReduceOnPlateau both say what the learning rate is: give one of them.", nameof(Schedule));
        }

        if (Sampling is not null && !Shuffle)
        {
            throw new ArgumentException("Sampling draws the rows of an epoch at random, but Shuffle is false, which asks for the given order: give one of them.", nameof(Sampling));
        }

        if (ValidateEvery.IsZero)
        {
            throw new ArgumentOutOfRangeException(nameof(ValidateEvery), ValidateEvery, "ValidateEvery is 0 epochs, expected an amount above 0.");
        }

        CheckRange(LearningRate is not { } rate || (rate > 0 && double.IsFinite(rate)), nameof(LearningRate), LearningRate, "a finite number above 0");
        CheckRange(WeightDecay is not { } decay || (decay >= 0 && double.IsFinite(decay)), nameof(WeightDecay), WeightDecay, "a finite number of at least 0");
        CheckRange(Dropout is not { } dropout || dropout is >= 0 and < 1, nameof(Dropout), Dropout, "at least 0 and below 1");
    }

    private static void CheckRange(bool isLegal, string name, double? value, string expected)
    {
        if (!isLegal)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, expected {expected}.");
        }
    }
}
