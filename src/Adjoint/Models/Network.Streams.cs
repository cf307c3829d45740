namespace Adjoint;

/// <content>Training from streams.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>
    /// Starts training on rows that arrive one after the other: loop over its epochs, or call <c>Fit</c>. The first iteration begins to read, and waits until the shuffle buffer is full. When the
    /// stream ends before the last epoch, the rows that are left are a last, smaller batch (unless <see cref="TrainingOptions{TLabel}.DropLast"/>), and the training ends with
    /// <see cref="StopReason.StreamEnded"/>. One seed and one order of arrival give one result, to the bit.
    /// </summary>
    /// <param name="stream">The rows.</param>
    /// <param name="options">How to train; the defaults if null. <see cref="TrainingOptions{TLabel}.Shuffle"/> = false is the order of arrival.</param>
    /// <returns>
    /// The training. What reading the rows throws, its loops throw, of its own type, after the batches that were filled before; a row that does not fit, <see cref="BadRowsException"/>; a stream
    /// without a row, <see cref="InvalidOperationException"/>. The model is then as after the last whole update.
    /// </returns>
    /// <exception cref="ArgumentException">The stream is of other rows, or options do not fit each other, the stream or the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The model has <c>[Standardize]</c> or <c>[MinMax]</c> and has learned nothing yet: see <see cref="LearnScaling"/>.</exception>
    public Training<TLabel> Train(RowStream<TLabel> stream, TrainingOptions<TLabel>? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(this, stream, options ?? new());
    }

    /// <summary>Trains on rows that arrive one after the other, for all epochs or to the stream's end, and returns how it went.</summary>
    /// <param name="stream">The rows.</param>
    /// <param name="options">How to train; the defaults if null.</param>
    /// <returns>Why it stopped, and the losses of every epoch.</returns>
    /// <exception cref="BadRowsException">A value of a row does not fit.</exception>
    /// <inheritdoc cref="Train(RowStream{TLabel}, TrainingOptions{TLabel}?)" path="/exception"/>
    public TrainingResult Fit(RowStream<TLabel> stream, TrainingOptions<TLabel>? options = null) => Train(stream, options).Run();

    /// <summary>
    /// Goes on with a training from a stream where a checkpoint was written, also in the middle of an epoch, with the rows that the stream brings now: it cannot be wound back, so that rows that had
    /// been read ahead are not trained on unless the stream brings them again. All else is as it was: parameters, optimizer, learning rate, epochs, early stopping.
    /// </summary>
    /// <param name="stream">The rows, with the same <see cref="StreamOptions.RowsPerEpoch"/> and <see cref="StreamOptions.ShuffleBuffer"/>.</param>
    /// <param name="path">The checkpoint, or a folder of <see cref="CheckpointOptions"/>, of which the newest that is whole is taken.</param>
    /// <param name="options">How to train; the defaults if null. Reset has been done already.</param>
    /// <returns>The training; <see cref="Training.Warnings"/> says this too.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or of another model, other options, or a set: the message names the first difference. Nothing of the model has changed.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ArgumentException">The stream or the options cannot be trained with.</exception>
    public Training<TLabel> Resume(RowStream<TLabel> stream, string path, TrainingOptions<TLabel>? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Training<TLabel>.Resume(this, stream, path, options ?? new());
    }

    /// <summary>
    /// Goes on with the newest whole checkpoint in the folder of <see cref="TrainingOptions{TLabel}.Checkpoints"/>, with the rows that the stream brings now, or begins the training where there is none
    /// yet: a program that is started again goes on.
    /// </summary>
    /// <param name="stream">The rows.</param>
    /// <param name="options">How to train, with a folder of checkpoints.</param>
    /// <returns>The training; <see cref="Training.Warnings"/> says what to know of the file.</returns>
    /// <inheritdoc cref="Resume(RowStream{TLabel}, string, TrainingOptions{TLabel}?)" path="/exception"/>
    public Training<TLabel> Resume(RowStream<TLabel> stream, TrainingOptions<TLabel> options)
        => FolderToResume(options) is { } folder ? Resume(stream, folder, options) : Train(stream, options);

    /// <summary>
    /// Learns from a set what <c>[Standardize]</c> or <c>[MinMax]</c> take from the inputs, in the place of what was learned before. A training from a set does so by itself; one from a stream, which
    /// cannot be gone through first, needs some rows that are like those to come.
    /// </summary>
    /// <param name="data">The set; some thousands of rows will do.</param>
    /// <exception cref="InvalidOperationException">The model has neither word.</exception>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    public void LearnScaling(Dataset<TLabel> data)
    {
        Check(data, nameof(data));
        if (Layout.Scaling is not { } scaling)
        {
            throw new InvalidOperationException($"{Layout.Name} has neither [Standardize] nor [MinMax]: there is nothing to learn of the inputs.");
        }

        scaling.Learn(data, Buffers, anew: true);
        HasLearnedScaling = true;
    }

    /// <summary>Whether <see cref="LearnScaling"/> was called: what it learned may be what a new model has.</summary>
    internal bool HasLearnedScaling { get; private set; }
}
