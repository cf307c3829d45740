namespace Adjoint;

/// <content>Checkpoints.</content>
public abstract partial class Training
{
    private CheckpointOptions? _checkpoints;
    private long _checkpointEvery;
    private double _bestLoss = double.PositiveInfinity;
    private (int Epoch, int Iterations, bool IsFinished)? _checkpointed;

    /// <summary>
    /// Writes where the training stands, between two iterations: parameters, running statistics, the optimizer's moments, what the epochs have come to, early stopping's best,
    /// and a fingerprint of data and options. The model's <c>Resume</c> goes on from the file, also in the middle of an epoch, to the same bits; the model's <c>Load</c>
    /// reads the parameters alone, or their averages where the model has <c>[AverageWeights]</c>. The file is replaced whole or not at all, and the training stays as it is.
    /// </summary>
    /// <param name="path">The file, as <c>digits.safetensors</c>; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The training has ended with the best parameters or averaged weights in the model: there is no state left to go on from.</exception>
    public void SaveCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (_hasEnded && Replacement is { } replacement)
        {
            throw new InvalidOperationException($"The training has ended and the model has its {replacement}: there is nothing to go on from. Save the model.");
        }

        try
        {
            Save(path, State());
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>What the end puts in the place of the last parameters; null if they stay.</summary>
    private protected abstract string? Replacement { get; }

    /// <summary>Whether the last validation was the best by early stopping's word; null without it.</summary>
    private protected abstract bool? IsLastBest { get; }

    private protected abstract void Save(string path, Checkpoint checkpoint);

    /// <summary>Writes checkpoints by itself from here on.</summary>
    private protected void WriteCheckpoints(CheckpointOptions options, long every, bool isResumed)
    {
        (_checkpoints, _checkpointEvery) = (options, every);
        try
        {
            CheckpointFolder.Prepare(options.Folder, _firstEpoch, isResumed);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Stands where a checkpoint was written.</summary>
    private protected void ContinueEpochs(Checkpoint from)
    {
        from.Epochs.CopyTo(_records, 0);
        _bestLoss = from.Epochs.Select(epoch => epoch.Validation?.Loss).Where(loss => loss is not null && !double.IsNaN(loss.Value)).Min() ?? double.PositiveInfinity;
        _current = from.Epochs.Length - 1;
        StopReason = from.StopReason;
        Warnings = from.Warnings;
        if (_current >= 0)
        {
            StartEpoch(NumberOf(_current));
        }
    }

    private void CheckpointAfterIteration()
    {
        // After the last of an epoch its validation comes first.
        if (_records[_current].Iterations < IterationsPerEpoch)
        {
            CheckpointIfDue();
        }
    }

    private void CheckpointIfBest(Evaluation evaluation)
    {
        // By early stopping's word, or else by the loss.
        var isBest = IsLastBest ?? evaluation.Loss < _bestLoss;
        _bestLoss = isBest ? evaluation.Loss : _bestLoss;
        if (isBest && _checkpoints is { KeepBest: true } options)
        {
            WriteCheckpoint(CheckpointFolder.BestIn(options.Folder), isBest: true);
        }
    }

    private void CheckpointAtEnd()
    {
        if (_checkpoints is not null && _current >= 0 && StopReason != Adjoint.StopReason.Diverged)
        {
            Checkpoint();
        }
    }

    private void CheckpointIfDue()
    {
        if (_checkpoints is not null && StopReason != Adjoint.StopReason.Diverged
            && Completed(_current, _records[_current].Iterations) % _checkpointEvery == 0)
        {
            StopIfDiverged(_current, loss: null);
            if (StopReason != Adjoint.StopReason.Diverged)
            {
                Checkpoint();
            }
        }
    }

    private void Checkpoint()
    {
        var record = _records[_current];
        var position = (_current, record.Iterations, record.IsFinished);
        if (_checkpointed == position)
        {
            return;
        }

        // Before it is tried: a write that failed was reported, and a loop that goes on does not repeat it.
        _checkpointed = position;
        var path = CheckpointFolder.PathOf(_checkpoints!.Folder, NumberOf(_current), record.Iterations);
        WriteCheckpoint(path, isBest: false);
    }

    private void WriteCheckpoint(string path, bool isBest)
    {
        try
        {
            Save(path, State());
            if (!isBest)
            {
                CheckpointFolder.Rotate(_checkpoints!.Folder, path, _checkpoints.KeepLast);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The checkpoint {path} could not be written. The training stands after iteration {_records[_current].Iterations} of epoch {NumberOf(_current)}, "
                + $"and earlier checkpoints are as before: {error.Message}",
                error);
        }
    }

    private Checkpoint State() => new() { FirstEpoch = _firstEpoch, Epochs = _records[..(_current + 1)], StopReason = Lasting(StopReason) };

    // A cancelled training goes on when it is resumed, one that is complete may get more epochs, and another stream brings more rows.
    private static StopReason? Lasting(StopReason? reason)
        => reason is Adjoint.StopReason.Cancelled or Adjoint.StopReason.Completed or Adjoint.StopReason.StreamEnded ? null : reason;
}
