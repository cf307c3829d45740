using System.Globalization;
using System.Text;

namespace Adjoint.Terminal;

/// <summary>A line for each epoch, for files and logs: no colours, no breaks at a width.</summary>
internal sealed class PlainLines(TextWriter writer, TrainingProgress progress) : IProgressView
{
    private int _written;

    public void Iterated()
    {
    }

    public void EpochEnded()
    {
        if (_written < progress.Lines.Count)
        {
            writer.WriteLine(Line(progress.Lines[_written++]));
        }
    }

    public void TrainingEnded()
    {
    }

    private string Line(EpochLine epoch)
    {
        var last = Numbers.Count(progress.LastEpoch);
        var line = new StringBuilder($"epoch {Numbers.Count(epoch.Number).PadLeft(last.Length)}/{last}  loss {Numbers.Loss(epoch.Loss)}");
        if (epoch.Validation is { } validation)
        {
            line.Append(CultureInfo.InvariantCulture, $"  validation loss {Numbers.Loss(validation.Loss)}");
            if (!double.IsNaN(validation.Accuracy))
            {
                line.Append(CultureInfo.InvariantCulture, $"  accuracy {Numbers.Share(validation.Accuracy)}");
            }
        }

        return line.Append(CultureInfo.InvariantCulture, $"  {Numbers.Rate(epoch.SamplesPerSecond)} samples/s").ToString();
    }
}
