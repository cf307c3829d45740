namespace Adjoint;

/// <summary>
/// Is told how a training goes, whoever loops over it: see <see cref="Training.Observe"/>. What an observer has no use for it leaves out. It is called on the
/// training's thread, between its steps; an exception ends the loop that runs it, and a new loop goes on.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>An iteration was run, with a validation if one was due after it, other than the last of an epoch, whose validation comes later. Has to be cheap.</summary>
    /// <param name="epoch">Its epoch. Reading its loss here would run the rest of it.</param>
    /// <param name="iteration">The iteration.</param>
    void Iterated(Epoch epoch, Iteration iteration)
    {
    }

    /// <summary>The model was validated, between two iterations or at the end of an epoch.</summary>
    /// <param name="epoch">The epoch. Reading its loss here would run the rest of it.</param>
    /// <param name="iteration">The number in the epoch of the last iteration before, from 1.</param>
    /// <param name="evaluation">How it did.</param>
    void Validated(Epoch epoch, int iteration, Evaluation evaluation)
    {
    }

    /// <summary>An epoch was run to its end, and validated if that was due. Its loss and validation may be read.</summary>
    /// <param name="epoch">The epoch.</param>
    void EpochEnded(Epoch epoch)
    {
    }

    /// <summary>The training has ended, for whatever reason; not called where a loop is merely left.</summary>
    /// <param name="result">How it went.</param>
    void TrainingEnded(TrainingResult result)
    {
    }
}
