using System.Globalization;
using System.Text.RegularExpressions;

namespace Adjoint;

/// <summary>The checkpoints of a training in a folder: <c>checkpoint-000003-000000120.safetensors</c> was written in epoch 3 after 120 of its iterations.</summary>
internal static partial class CheckpointFolder
{
    private const string BestName = "best.safetensors";

    /// <summary>The paths of the checkpoints, the newest first; temporary files that a crash left are none of them.</summary>
    public static IReadOnlyList<string> NewestFirst(string folder) =>
        [.. Directory.GetFiles(folder).Where(path => Name().IsMatch(Path.GetFileName(path))).OrderDescending(StringComparer.Ordinal)];

    /// <summary>Where a checkpoint lies.</summary>
    public static string PathOf(string folder, int epoch, int iteration) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{epoch:D6}-{iteration:D9}.safetensors"));

    /// <summary>Where the best lies.</summary>
    public static string BestIn(string folder) => Path.Combine(folder, BestName);

    /// <summary>Makes the folder ready for a training that begins: temporary files that a crash left are deleted.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to, or has checkpoints that this training would write again.</exception>
    public static void Prepare(string folder, int firstEpoch, bool isResumed)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.GetFiles(folder, "*.tmp").Where(path => Temporary().IsMatch(Path.GetFileName(path))))
        {
            File.Delete(path);
        }

        if (!isResumed && NewestFirst(folder) is [var newest, ..] && string.CompareOrdinal(newest, PathOf(folder, firstEpoch, 0)) >= 0)
        {
            throw new IOException($"{folder} has checkpoints up to {Path.GetFileName(newest)}, but this training begins at epoch {firstEpoch}: resume it, or give another folder.");
        }
    }

    /// <summary>Deletes what is older than the last <paramref name="keep"/> up to <paramref name="written"/>.</summary>
    public static void Rotate(string folder, string written, int keep)
    {
        // What is newer than the one just written is a damaged file that a resume passed over: it does not count.
        foreach (var path in NewestFirst(folder).SkipWhile(path => string.CompareOrdinal(path, written) > 0).Skip(keep))
        {
            File.Delete(path);
        }
    }

    /// <summary>Opens the newest checkpoint that is whole, and says which were not.</summary>
    /// <exception cref="InvalidDataException">None is whole.</exception>
    /// <exception cref="IOException">There is none.</exception>
    public static (string Path, SafetensorsReader Reader, IReadOnlyList<string> Warnings) OpenNewest(string folder)
    {
        var warnings = new List<string>();
        foreach (var path in NewestFirst(folder))
        {
            try
            {
                return (path, CheckpointFile.Open(path), warnings);
            }
            catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                warnings.Add($"{Path.GetFileName(path)} cannot be read, the one before takes its place: {error.Message}");
            }
        }

        throw warnings.Count == 0
            ? new FileNotFoundException($"{folder} has no checkpoint.")
            : new InvalidDataException($"{folder} has no checkpoint that is whole. {string.Join(' ', warnings)}");
    }

    [GeneratedRegex(@"^checkpoint-\d{6}-\d{9}\.safetensors$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(checkpoint-\d{6}-\d{9}|best)\.safetensors\.[0-9a-f]{8}\.tmp$")]
    private static partial Regex Temporary();
}
