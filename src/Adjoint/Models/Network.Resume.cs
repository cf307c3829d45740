namespace Adjoint;

/// <content>Going on from a checkpoint.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>
    /// Goes on with a training where <see cref="Training.SaveCheckpoint"/> wrote it down, also in the middle of an epoch: to the bit the training that was never
    /// stopped. Replaces the parameters, running statistics and the optimizer's memory. Data and options must be those of the training; only
    /// <see cref="TrainingOptions{TLabel}.Epochs"/> may be more.
    /// </summary>
    /// <param name="data">The training set.</param>
    /// <param name="path">The checkpoint, or a folder of <see cref="CheckpointOptions"/>, of which the newest that is whole is taken.</param>
    /// <param name="options">How to train; the defaults if null. Reset has been done already.</param>
    /// <returns>The training; <see cref="Training.Warnings"/> says what to know of the file.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or of another model, data or options: the message names the first difference. Nothing of the model has changed.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ArgumentException">The set or the options cannot be trained with.</exception>
    public Training<TLabel> Resume(Dataset<TLabel> data, string path, TrainingOptions<TLabel>? options = null) =>
        Training<TLabel>.Resume(this, data, path, options ?? new());

    /// <summary>
    /// Goes on with the newest whole checkpoint in the folder of <see cref="TrainingOptions{TLabel}.Checkpoints"/>, or begins the training where there is none yet:
    /// a program that is started again goes on.
    /// </summary>
    /// <param name="data">The training set.</param>
    /// <param name="options">How to train, with a folder of checkpoints.</param>
    /// <returns>The training; <see cref="Training.Warnings"/> says what to know of the file.</returns>
    /// <inheritdoc cref="Resume(Dataset{TLabel}, string, TrainingOptions{TLabel}?)" path="/exception"/>
    public Training<TLabel> Resume(Dataset<TLabel> data, TrainingOptions<TLabel> options)
        => FolderToResume(options) is { } folder ? Resume(data, folder, options) : Train(data, options);

    /// <summary>The folder of checkpoints, if there is one in it.</summary>
    private static string? FolderToResume(TrainingOptions<TLabel> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var folder = options.Checkpoints?.Folder
            ?? throw new ArgumentException("The options name no folder of Checkpoints: give one, or the path of a checkpoint.", nameof(options));
        return Directory.Exists(folder) && CheckpointFolder.NewestFirst(folder).Count > 0 ? folder : null;
    }
}
