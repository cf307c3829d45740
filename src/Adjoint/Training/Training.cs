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
    private int _current = -1;
    private bool _hasEnded;

    private protected Training(int epochs, int firstEpoch, int iterationsPerEpoch)
    {
        _records = new EpochRecord[epochs];
        _firstEpoch = firstEpoch;
        IterationsPerEpoch = iterationsPerEpoch;
    }

    /// <summary>The epochs from where the training stands.</summary>
    public EpochSequence Epochs => new(this);

    /// <summary>How many epochs this training has.</summary>
    public int EpochCount => _records.Length;

    /// <summary>How many iterations an epoch has: samples / batch size, rounded up, or down with DropLast.</summary>
    public int IterationsPerEpoch { get; }

    /// <summary>Why it ended; null while it has not.</summary>
    public StopReason? StopReason { get; private set; }

    /// <summary>How it went, when it has ended.</summary>
    /// <exception cref="InvalidOperationException">It has not ended: epochs are left.</exception>
    public TrainingResult Result => _hasEnded
        ? new TrainingResult(StopReason!.Value, [.. Enumerable.Range(0, _current + 1).Where(epoch => _records[epoch].Iterations > 0).Select(epoch => new Epoch(this, epoch))])
        {
            Best = BestEpoch > 0 ? new Epoch(this, BestEpoch - _firstEpoch) : null,
            Explanation = Explain(),
        }
        : throw new InvalidOperationException("The training has not ended: loop over its Epochs.");

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
            }

            return false;
        }

        _current++;
        StartEpoch(NumberOf(_current));
        return true;
    }

    /// <summary>Whether nothing is left of an epoch.</summary>
    internal bool IsFinished(int epoch) => StopReason is not null || _records[epoch].Iterations == IterationsPerEpoch;

    /// <summary>Runs one iteration of an epoch; false if none is left of it.</summary>
    internal bool TryIterate(int epoch, out Iteration iteration)
    {
        iteration = default;
        if (IsFinished(epoch))
        {
            return false;
        }

        if (IsCancelled)
        {
            Stop(Adjoint.StopReason.Cancelled);
            return false;
        }

        ref var record = ref _records[epoch];

        var start = Stopwatch.GetTimestamp();
        var (loss, samples) = Iterate(record.Iterations);
        record.Ticks += Stopwatch.GetTimestamp() - start;
        record.Loss += loss;
        record.Samples += samples;
        record.Iterations++;
        iteration = new Iteration(record.Iterations, loss.Mean, samples);
        // Where nothing weighs anything there is no loss, and nothing has diverged.
        if (loss.Weight != 0 && !double.IsFinite(loss.Sum))
        {
            Stop(Adjoint.StopReason.Diverged);
        }

        CheckpointAfterIteration();
        return true;
    }

    /// <summary>Runs what is left of an epoch, and its validation.</summary>
    internal void Finish(int epoch)
    {
        while (TryIterate(epoch, out _))
        {
        }

        ref var record = ref _records[epoch];
        if (StopReason is null && !record.IsValidated)
        {
            record.IsValidated = true;
            record.Validation = Validate();
            if (record.Validation is { } evaluation && Judge(NumberOf(epoch), evaluation) is { } reason)
            {
                Stop(reason);
            }

            CheckpointAfterEpoch();
        }
    }

    /// <summary>Trains from where it stands to the end.</summary>
    /// <returns>Why it stopped, and the losses of every epoch.</returns>
    public TrainingResult Run()
    {
        while (StartNext())
        {
        }

        return Result;
    }

    /// <summary>The first reason counts.</summary>
    private void Stop(StopReason reason) => StopReason ??= reason;

    private string Explain()
    {
        var (epoch, iterations) = (NumberOf(_current), _records[_current].Iterations);
        var what = StopReason switch
        {
            Adjoint.StopReason.EarlyStopping => $"Early stopping after epoch {epoch}",
            Adjoint.StopReason.TargetReached => $"Target reached in epoch {epoch}",
            Adjoint.StopReason.Cancelled => $"Cancelled in epoch {epoch} after {iterations} of {IterationsPerEpoch} iterations",
            Adjoint.StopReason.Diverged => $"Diverged in epoch {epoch}: the loss of iteration {iterations} was not a finite number",
            _ => $"Completed {EpochCount} epochs",
        };
        return DescribeBest() is { } best ? $"{what}; {best}." : what + ".";
    }

    private protected abstract bool IsCancelled { get; }

    /// <summary>Takes note of a validation; says why the training should end, or null.</summary>
    private protected abstract StopReason? Judge(int epoch, Evaluation evaluation);

    /// <summary>What watching validations came to; null if none are watched.</summary>
    private protected abstract string? DescribeBest();

    /// <summary>Leaves the model as it should be.</summary>
    private protected abstract void End();

    private protected abstract void StartEpoch(int number);

    private protected abstract (LossSum Loss, int Samples) Iterate(int iteration);

    private protected abstract Evaluation? Validate();
}
