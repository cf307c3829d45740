using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>Where the time of the iterations went, of a model with [Profile].</summary>
/// <param name="Iterations">How many iterations were measured: all but the first, which compiles the kernels.</param>
/// <param name="Samples">The samples in them.</param>
/// <param name="Gather">The time of copying the batches.</param>
/// <param name="Layers">The layers in order.</param>
/// <param name="Loss">The time of the loss and its gradient.</param>
/// <param name="Update">The time of the optimizer.</param>
public sealed record TrainingProfile(long Iterations, long Samples, TimeSpan Gather, IReadOnlyList<LayerProfile> Layers, TimeSpan Loss, TimeSpan Update)
{
    /// <summary>All of it.</summary>
    public TimeSpan Total => Gather + Loss + Update + TimeSpan.FromTicks(Layers.Sum(layer => layer.Forward.Ticks + layer.Backward.Ticks));

    /// <summary>A table: a row for each layer with the microseconds of an iteration, GFLOP/s and the share of the iteration.</summary>
    public override string ToString()
    {
        if (Iterations == 0)
        {
            return "No iteration was measured: the first compiles the kernels and is not counted.";
        }

        var rows = new List<string[]> { new[] { "layer", "forward us", "GFLOP/s", "backward us", "GFLOP/s", "share" }, Row("batch", Gather) };
        rows.AddRange(Layers.Select(layer => new[]
        {
            layer.Name, Microseconds(layer.Forward), Rate(layer.ForwardFlops, layer.Forward), Microseconds(layer.Backward), Rate(layer.BackwardFlops, layer.Backward),
            Share(layer.Forward + layer.Backward),
        }));
        rows.AddRange([Row("loss", Loss), Row("update", Update)]);
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).AppendLine();
        }

        var each = Microseconds(Total);
        return text.Append(CultureInfo.InvariantCulture, $"{each} us an iteration, {(double)Samples / Iterations:0.#} samples in each; {Iterations} iterations").ToString();
    }

    private string[] Row(string name, TimeSpan time) => [name, Microseconds(time), string.Empty, string.Empty, string.Empty, Share(time)];

    private string Microseconds(TimeSpan time) => (time.TotalMicroseconds / Iterations).ToString("0.0", CultureInfo.InvariantCulture);

    private string Share(TimeSpan time) => (time / Total).ToString("P1", CultureInfo.InvariantCulture);

    private static string Rate(long flops, TimeSpan time)
        => flops == 0 || time == TimeSpan.Zero ? string.Empty : (flops / time.TotalSeconds / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>The time of one layer in all measured iterations.</summary>
/// <param name="Name">Its name, as in files.</param>
/// <param name="Forward">The time of its forward pass, its activation included.</param>
/// <param name="Backward">The time of its gradients.</param>
/// <param name="ForwardFlops">The floating-point operations of the forward passes, as counted when compiling; a multiply-add is two.</param>
/// <param name="BackwardFlops">Those of its gradients.</param>
public sealed record LayerProfile(string Name, TimeSpan Forward, TimeSpan Backward, long ForwardFlops, long BackwardFlops);
