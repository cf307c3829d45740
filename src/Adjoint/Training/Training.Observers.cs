using System.Runtime.CompilerServices;

namespace Adjoint;

/// <content>Those who are told how it goes.</content>
public abstract partial class Training
{
    private ITrainingObserver[] _observers = [];

    /// <summary>
    /// Tells an observer of every iteration, validation and epoch from here on, beside whoever loops over <see cref="Epochs"/>; several observers are told in the order
    /// in which they came. Nothing is allocated for it in an iteration.
    /// </summary>
    /// <param name="observer">Who is told.</param>
    public void Observe(ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        // A new array: an observer may bring another while all are told.
        _observers = [.. _observers, observer];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TellIterated(int epoch, Iteration iteration)
    {
        foreach (var observer in _observers)
        {
            observer.Iterated(new(this, epoch), iteration);
        }
    }

    private void TellValidated(int epoch, int iteration, Evaluation evaluation)
    {
        foreach (var observer in _observers)
        {
            observer.Validated(new(this, epoch), iteration, evaluation);
        }
    }

    private void TellEpochEnded(int epoch)
    {
        foreach (var observer in _observers)
        {
            observer.EpochEnded(new(this, epoch));
        }
    }

    private void TellTrainingEnded()
    {
        foreach (var observer in _observers)
        {
            observer.TrainingEnded(Result);
        }
    }
}
