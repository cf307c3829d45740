using System.Runtime.CompilerServices;
using System.Diagnostics;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// A training in progress. An epoch is one pass over the training set, an iteration one update from one batch. Reading an epoch's loss or
/// validation, or going on to the next epoch, first runs the iterations that are left of it; leaving a loop leaves the training where it
/// is, and a new loop goes on from there.
/// </summary>
public abstract partial class Training
{
    private readonly EpochRecord[] _records;
    private readonly int _firstEpoch;
    private readonly TrainingReporter _reporter = new();
    private int _current = -1;
    private volatile bool _isCancelled;
    private bool _hasEnded;

    private protected Training(TrainingPlan plan, int firstEpoch)
    {
        _records = new EpochRecord[plan.Epochs.Value];
        _firstEpoch = firstEpoch;
        Plan = plan;
        IterationsPerEpoch = (int)plan.IterationsPerEpoch.Value;
    }

    /// <summary>How the samples become iterations and epochs; its text says it in a line.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The epochs from where the training stands.</summary>
    public EpochSequence Epochs => new(this);

    /// <summary>The name of the model's class.</summary>
    public abstract string ModelName { get; }

    /// <summary>The number of its first epoch: 1, or more where it goes on from an earlier training of the model.</summary>
    public int FirstEpochNumber => _firstEpoch;

    /// <summary>How many epochs this training has.</summary>
    public int EpochCount => _records.Length;

    /// <summary>How many iterations an epoch has: samples / batch size, rounded up, or down with DropLast.</summary>
    public int IterationsPerEpoch { get; }

    /// <summary>Why it ended; null while it has not.</summary>
    public StopReason? StopReason { get; private set; }

    /// <summary>Where a number was not finite; null while all are.</summary>
    public Divergence? Divergence { get; private protected set; }

    /// <summary>
    /// What to know of the data and of the checkpoint that this training was resumed from: that rows of the validation set are in the training set too (features and labels
    /// to the bit), that a newer checkpoint was damaged, or that another runtime or processor wrote it, whose bits may differ. Empty where there is nothing to say.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; private protected set; } = [];

    /// <summary>
    /// How long it took to compile what an iteration calls, which happens when the first training of a kind of model and batch size is made, so that its first epoch is as fast as the others; 0 for
    /// later ones, and for models whose epochs take seconds anyway.
    /// </summary>
    public TimeSpan PreparationTime { get; private protected set; }

    /// <summary>Where the time of the iterations so far went, in a model with [Profile]; null for others.</summary>
    public abstract TrainingProfile? Profile { get; }

    /// <summary>How it went, when it has ended.</summary>
    /// <exception cref="InvalidOperationException">It has not ended: epochs are left.</exception>
    public TrainingResult Result => _hasEnded
        ? new TrainingResult(StopReason!.Value, [.. Enumerable.Range(0, _current + 1).Where(epoch => _records[epoch].Iterations > 0).Select(epoch => new Epoch(this, epoch))])
        {
            Best = BestEpoch > 0 ? new Epoch(this, BestEpoch - _firstEpoch) : null,
            Divergence = Divergence,
            Profile = Profile,
            Explanation = Explain(),
            Warnings = Warnings,
        }
        : throw new InvalidOperationException("The training has not ended: loop over its Epochs.");

    /// <summary>
    /// Ends the training before its next iteration, as cancelling the token of its options does: loops over it end, and <see cref="Result"/> is there.
    /// May be called from any thread, and again; after the end it does nothing.
    /// </summary>
    public void Cancel()
    {
        _isCancelled = true;
        StopReading();
    }

    /// <summary>The number of the epoch with the best validation; 0 if none is watched.</summary>
    private protected abstract int BestEpoch { get; }

    internal int Current => _current;

    internal int NumberOf(int epoch) => _firstEpoch + epoch;

    internal EpochRecord RecordOf(int epoch) => _records[epoch];

    /// <summary>Goes on to the next epoch; false after the last.</summary>
    internal bool StartNext()
    {
        if (_current >= 0)
        {
            Finish(_current);
        }

        if (_current + 1 >= _records.Length)
        {
            Stop(Adjoint.StopReason.Completed);
        }

        if (StopReason is not null)
        {
            if (!_hasEnded)
            {
                CheckpointAtEnd();
                _hasEnded = true;
                End();
                _reporter.TrainingEnded(StopReason.Value);
                TellTrainingEnded();
            }

            return false;
        }

        if (_current < 0)
        {
            _reporter.TrainingStarted(ModelName, EpochCount, IterationsPerEpoch);
        }

        _current++;
        StartEpoch(NumberOf(_current));
        _reporter.EpochStarted(NumberOf(_current));
        return true;
    }

    /// <summary>Whether nothing is left of an epoch.</summary>
    internal bool IsFinished(int epoch) => StopReason is not null || _records[epoch].Iterations == IterationsPerEpoch;

    /// <summary>Runs one iteration of an epoch; false if none is left of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryIterate(int epoch, out Iteration iteration)
    {
        iteration = default;
        if (IsFinished(epoch))
        {
            return false;
        }

        if (_isCancelled || IsCancelled)
        {
            Stop(Adjoint.StopReason.Cancelled);
            return false;
        }

        ref var record = ref _records[epoch];
        var start = Stopwatch.GetTimestamp();
        var (loss, samples) = Iterate(epoch, record.Iterations);
        if (samples == 0)
        {
            Stop(_isCancelled || IsCancelled ? Adjoint.StopReason.Cancelled : Adjoint.StopReason.StreamEnded);
            return false;
        }

        record.Ticks += Stopwatch.GetTimestamp() - start;
        record.Loss += loss;
        record.Samples += samples;
        record.Iterations++;
        iteration = new Iteration(record.Iterations, loss.Mean, samples, LearningRate);
        _reporter.Iterated(iteration.Loss, samples);
        StopIfDiverged(epoch, loss);

        // The last one of an epoch is validated when the epoch is finished, or its value read.
        if (record.Iterations < IterationsPerEpoch)
        {
            ValidateIfDue(epoch);
        }

        CheckpointAfterIteration();
        TellIterated(epoch, iteration);
        return true;
    }

    /// <summary>Runs what is left of an epoch, and its validation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Finish(int epoch)
    {
        while (TryIterate(epoch, out _))
        {
        }

        ref var record = ref _records[epoch];
        if (!record.IsFinished && StopReason is null)
        {
            // An update that was too large shows in the next loss; this one has none.
            StopIfDiverged(epoch, loss: null);
        }

        if (!record.IsFinished && StopReason is null)
        {
            record.IsFinished = true;
            ValidateIfDue(epoch);
            _reporter.EpochEnded(in record);
            CheckpointIfDue();
            TellEpochEnded(epoch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ValidateIfDue(int epoch)
    {
        ref var record = ref _records[epoch];
        var completed = Completed(epoch, record.Iterations);
        if (StopReason is null && IsValidationDue(completed) && Validate() is { } evaluation)
        {
            record.Validation = evaluation;
            if (Judge(NumberOf(epoch), completed, evaluation) is { } reason)
            {
                Stop(reason);
            }

            CheckpointIfBest(evaluation);
            TellValidated(epoch, record.Iterations, evaluation);
        }
    }

    /// <summary>The iterations of this training that are behind.</summary>
    private protected long Completed(int epoch, int iterations) => ((long)epoch * IterationsPerEpoch) + iterations;

    /// <summary>Trains from where it stands to the end.</summary>
    /// <returns>Why it stopped, and the losses of every epoch.</returns>
    public TrainingResult Run()
    {
        while (StartNext())
        {
        }

        return Result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StopIfDiverged(int epoch, LossSum? loss)
    {
        if (FindDivergence(epoch, _records[epoch].Iterations, loss) is { } divergence)
        {
            Divergence = divergence;
            Stop(Adjoint.StopReason.Diverged);
        }
    }

    /// <summary>The first reason counts.</summary>
    private void Stop(StopReason reason)
    {
        if (StopReason is null)
        {
            StopReason = reason;
            StopReading();
        }
    }

    private string Explain()
    {
        var (epoch, iterations) = (NumberOf(_current), _records[_current].Iterations);
        var what = StopReason switch
        {
            Adjoint.StopReason.EarlyStopping => $"Early stopping after epoch {epoch}",
            Adjoint.StopReason.TargetReached => $"Target reached in epoch {epoch}",
            Adjoint.StopReason.Cancelled => $"Cancelled in epoch {epoch} after {iterations} of {IterationsPerEpoch} iterations",
            Adjoint.StopReason.Diverged => $"Diverged. {Divergence}",
            Adjoint.StopReason.StreamEnded => $"The stream ended in epoch {epoch} after {iterations} of {IterationsPerEpoch} iterations",
            _ => $"Completed {EpochCount} epochs",
        };
        return DescribeBest() is { } best ? $"{what}; {best}." : what + ".";
    }

    /// <summary>No further batch is needed. From any thread.</summary>
    private protected abstract void StopReading();

    private protected abstract bool IsCancelled { get; }

    private protected abstract double LearningRate { get; }

    /// <summary>Whether a validation belongs after so many iterations.</summary>
    private protected abstract bool IsValidationDue(long completed);

    /// <summary>Takes note of a validation; says why the training should end, or null.</summary>
    private protected abstract StopReason? Judge(int epoch, long completed, Evaluation evaluation);

    /// <summary>What watching validations came to; null if none are watched.</summary>
    private protected abstract string? DescribeBest();

    /// <summary>Leaves the model as it should be.</summary>
    private protected abstract void End();

    private protected abstract void StartEpoch(int number);

    /// <summary>The loss and the samples of the next batch; 0 samples if there is none.</summary>
    private protected abstract (LossSum Loss, int Samples) Iterate(int epoch, int iteration);

    /// <summary>Where a number of the last iteration is not finite; without a loss, where a parameter is not. Null if all are.</summary>
    private protected abstract Divergence? FindDivergence(int epoch, int iteration, LossSum? loss);

    private protected abstract Evaluation? Validate();
}
