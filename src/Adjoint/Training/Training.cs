using System.Diagnostics;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// A training in progress. An epoch is one pass over the training set, an iteration one update from one batch. Reading an epoch's loss or
/// validation, or going on to the next epoch, first runs the iterations that are left of it; leaving a loop leaves the training where it
/// is, and a new loop goes on from there.
/// </summary>
public abstract class Training
{
    private readonly EpochRecord[] _records;
    private readonly int _firstEpoch;
    private int _current = -1;

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
            return false;
        }

        _current++;
        StartEpoch(NumberOf(_current));
        return true;
    }

    internal bool IsFinished(int epoch) => _records[epoch].Iterations == IterationsPerEpoch;

    /// <summary>Runs one iteration of an epoch; false if none is left of it.</summary>
    internal bool TryIterate(int epoch, out Iteration iteration)
    {
        ref var record = ref _records[epoch];
        if (record.Iterations == IterationsPerEpoch)
        {
            iteration = default;
            return false;
        }

        var start = Stopwatch.GetTimestamp();
        var (loss, samples) = Iterate(record.Iterations);
        record.Ticks += Stopwatch.GetTimestamp() - start;
        record.Loss += loss;
        record.Samples += samples;
        record.Iterations++;
        iteration = new Iteration(record.Iterations, loss.Mean, samples);
        return true;
    }

    /// <summary>Runs what is left of an epoch, and its validation.</summary>
    internal void Finish(int epoch)
    {
        while (TryIterate(epoch, out _))
        {
        }

        ref var record = ref _records[epoch];
        if (!record.IsValidated)
        {
            record.Validation = Validate();
            record.IsValidated = true;
        }
    }

    /// <summary>Trains to the end.</summary>
    internal TrainingResult Run()
    {
        var reason = StopReason.Completed;
        foreach (var epoch in Epochs)
        {
            if (!double.IsFinite(epoch.Loss))
            {
                reason = StopReason.Diverged;
                break;
            }
        }

        return new TrainingResult(reason, [.. Enumerable.Range(0, _current + 1).Select(epoch => new Epoch(this, epoch))]);
    }

    private protected abstract void StartEpoch(int number);

    private protected abstract (LossSum Loss, int Samples) Iterate(int iteration);

    private protected abstract Evaluation? Validate();
}
