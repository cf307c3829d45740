namespace Adjoint;

/// <summary>Writes a file so that its path always holds the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>What tests do on this thread before a step: throw, or end the process.</summary>
    [field: ThreadStatic]
    internal static Action<WriteStep>? Reached { get; set; }

    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk, renames it over <paramref name="path"/> and flushes the folder. If
    /// anything fails, the temporary file is deleted and the target is as before.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        // The same folder: a rename is atomic only within one file system.
        var temporary = $"{path}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        Reach(WriteStep.Create);
        // No buffer: the writers bring large blocks.
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            using (stream)
            {
                write(stream);
                // Before the rename, or a power cut could leave the new name with no content.
                Reach(WriteStep.Flush);
                stream.Flush(flushToDisk: true);
            }

            Reach(WriteStep.Rename);
            File.Move(temporary, path, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    internal static void Reach(WriteStep step) => Reached?.Invoke(step);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}

/// <summary>A step of writing a file.</summary>
internal enum WriteStep
{
    Create,
    Write,
    Flush,
    Rename,
}
