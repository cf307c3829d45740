namespace Adjoint;

/// <summary>
/// Checkpoints that a training writes by itself, between two iterations, and at its end unless it diverged. Each is replaced whole or not at all. A
/// write that fails ends the loop with an <see cref="IOException"/>, and earlier checkpoints are as before; a new loop goes on.
/// </summary>
/// <param name="folder">Where they lie: a folder for one training, made if it is not there.</param>
public sealed class CheckpointOptions(string folder)
{
    /// <summary>Where they lie.</summary>
    public string Folder { get; } = folder;

    /// <summary>After how much training the next is written, counted from the beginning of the training; each epoch unless given. At the end of an epoch it is written after the validation.</summary>
    public Amount Every { get; init; } = 1.Epochs();

    /// <summary>How many of the last are kept, at least 1; 3 unless given. Older ones are deleted.</summary>
    public int KeepLast { get; init; } = 3;

    /// <summary>
    /// Whether the one after the best validation is kept too (unless given), as <c>best.safetensors</c>: by the metric of <see cref="EarlyStopping"/>, without it by the
    /// loss. Without a validation set there is none.
    /// </summary>
    public bool KeepBest { get; init; } = true;

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepLast, 1);
        if (Every.IsZero)
        {
            throw new ArgumentOutOfRangeException(nameof(Every), Every, "Every is nothing, expected an amount of at least one iteration.");
        }
    }
}
