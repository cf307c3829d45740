using System.Runtime.InteropServices;

namespace Adjoint.EndToEnd.Tests.Checkpoints;

/// <summary>All that a training leaves behind, as text in which every bit shows: equal for equal trainings, durations left aside.</summary>
internal static class Outcome
{
    public static Dataset<int> Set(int count, int seed) =>
        Dataset.From(Support.Numbers.Floats(seed, 4 * count), Support.Numbers.Below(seed + 1, 3, count));

    public static string Of(Network<int> model, TrainingResult result) =>
        string.Join('\n', [
            result.Explanation,
            $"best {result.Best?.Number}",
            .. result.Epochs.Select(epoch => $"epoch {epoch.Number}: {Bits(epoch.Loss)} {(epoch.Validation is { } v ? $"{Bits(v.Loss)} {Bits(v.Accuracy)} {v.Samples}" : string.Empty)}"),
            Of(model),
        ]);

    /// <summary>Parameters, running statistics, moments, averages and counts.</summary>
    public static string Of(Network<int> model) =>
        string.Join('\n', [
            $"{model.Optimizer?.Updates} updates, {model.Optimizer?.Epochs} epochs, averages {Convert.ToHexString(MemoryMarshal.AsBytes(model.Optimizer is { } state ? state.Averages.Span : default))}",
            .. model.Parameters.Concat(model.Buffers).Concat(model.Optimizer?.Tensors(model.Parameters, string.Empty) ?? [])
                .Select(tensor => $"{tensor.Name}: {Convert.ToHexString(MemoryMarshal.AsBytes(tensor.Values))}"),
        ]);

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16");
}
