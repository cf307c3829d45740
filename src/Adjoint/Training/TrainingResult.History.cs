using System.Globalization;

namespace Adjoint;

/// <content>The history of the epochs as a file.</content>
public sealed partial record TrainingResult
{
    private static readonly string[] Columns = ["epoch", "training_loss", "validation_loss", "accuracy", "seconds", "samples_per_second"];

    /// <summary>
    /// Writes a line for each epoch as CSV under the header <c>epoch,training_loss,validation_loss,accuracy,seconds,samples_per_second</c>.
    /// Numbers are invariant (<c>0.5</c>, <c>1E-05</c>, <c>NaN</c>) and read back to the same bits; what an epoch has no value of, such as the
    /// validation where none was made, is empty; lines end with <c>\n</c>.
    /// </summary>
    /// <param name="writer">Where to; it stays open.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(string.Join(',', Columns) + "\n");
        foreach (var epoch in Epochs)
        {
            writer.Write(string.Join(',', Numbers(epoch).Select(number => number is { } value ? Text(value) : string.Empty)) + "\n");
        }
    }

    /// <summary>Writes a line for each epoch as CSV: see <see cref="WriteCsv(TextWriter)"/>.</summary>
    /// <param name="path">The file, which is replaced if it exists: UTF-8.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteCsv(string path)
    {
        using var writer = File.CreateText(path);
        WriteCsv(writer);
    }

    /// <summary>
    /// Writes a JSON object on a line for each epoch, with the numbers <c>epoch</c>, <c>training_loss</c>, <c>validation_loss</c>, <c>accuracy</c>,
    /// <c>seconds</c> and <c>samples_per_second</c>. What an epoch has no value of is <c>null</c>, and so is what is not finite, for which JSON has no
    /// number; lines end with <c>\n</c>.
    /// </summary>
    /// <param name="writer">Where to; it stays open.</param>
    public void WriteJsonLines(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var epoch in Epochs)
        {
            var members = Columns.Zip(Numbers(epoch), (name, number) => $"\"{name}\":{(number is { } value && double.IsFinite(value) ? Text(value) : "null")}");
            writer.Write($"{{{string.Join(',', members)}}}\n");
        }
    }

    /// <summary>Writes a JSON object on a line for each epoch: see <see cref="WriteJsonLines(TextWriter)"/>.</summary>
    /// <param name="path">The file, which is replaced if it exists: UTF-8.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteJsonLines(string path)
    {
        using var writer = File.CreateText(path);
        WriteJsonLines(writer);
    }

    /// <summary>The columns of an epoch. A model of values has no accuracy.</summary>
    private static double?[] Numbers(Epoch epoch) =>
    [
        epoch.Number,
        epoch.Loss,
        epoch.Validation?.Loss,
        epoch.Validation is { } validation && !double.IsNaN(validation.Accuracy) ? validation.Accuracy : null,
        epoch.Duration.TotalSeconds,
        epoch.SamplesPerSecond,
    ];

    /// <summary>The shortest text that reads back to the same bits.</summary>
    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
