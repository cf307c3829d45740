namespace Adjoint.Terminal;

/// <summary>Shows the progress of a training as it is told that there is some.</summary>
internal interface IProgressView
{
    /// <summary>After every iteration: has to be cheap.</summary>
    void Iterated();

    /// <summary>After an epoch and its validation, even if it was ended early.</summary>
    void EpochEnded();

    /// <summary>Once, at the end.</summary>
    void TrainingEnded();
}
