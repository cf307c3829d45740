namespace Adjoint.TensorBoard;

/// <summary>Trainings that are watched in TensorBoard.</summary>
public static class TensorBoardTraining
{
    /// <summary>
    /// Writes how a training goes, from where it stands, to an event file that TensorBoard shows while it grows: the losses and rates of the iterations, the losses of
    /// the epochs, and the loss and accuracy of each validation. It runs nothing: loop over the training, <c>Run</c> it or show it in the terminal.
    /// </summary>
    /// <remarks>
    /// Tags: <c>Loss/iteration</c>, <c>Learning rate</c>, <c>Loss/train</c> (an epoch's), <c>Loss/validation</c>, <c>Accuracy/validation</c>. The step of each is the
    /// number of iterations since the model's first epoch: (epoch - 1) · iterations of an epoch + iteration. Numbers are float32, as TensorBoard's are.
    /// The file is written at the end of each epoch, of the training and every ten seconds, and closed in between; a writing that fails ends the loop with an
    /// <see cref="IOException"/>.
    /// </remarks>
    /// <typeparam name="TTraining">The type of the training.</typeparam>
    /// <param name="training">The training.</param>
    /// <param name="folder">The folder of this run, made if it is not there: its name is what TensorBoard calls the run.</param>
    /// <param name="every">Of how many iterations one is written, at least 1: with 10 those with the numbers 10, 20, ... of each epoch.</param>
    /// <returns>The training, so that the next call can follow.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    /// <exception cref="IOException">The folder cannot be made, or the file not written.</exception>
    public static TTraining LogToTensorBoard<TTraining>(this TTraining training, string folder, int every = 1)
        where TTraining : Training
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        training.Observe(new ScalarLog(EventFile.Create(folder, TimeProvider.System), every));
        return training;
    }
}
