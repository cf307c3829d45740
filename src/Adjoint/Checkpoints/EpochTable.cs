using System.Diagnostics;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>What the epochs have come to, as lists with a number for each.</summary>
internal static class EpochTable
{
    private const string Prefix = CheckpointFile.Prefix + "epochs/";

    public static IEnumerable<SafetensorsSource> Write(EpochRecord[] epochs)
    {
        yield return Integers("iterations", epoch => epoch.Iterations);
        yield return Integers("samples", epoch => epoch.Samples);
        yield return Integers("nanoseconds", epoch => (long)(epoch.Ticks * (1e9 / Stopwatch.Frequency)));
        yield return Integers("finished", epoch => epoch.IsFinished ? 1 : 0);
        yield return Integers("validation_samples", epoch => epoch.Validation?.Samples ?? 0);
        yield return Doubles("loss_sum", epoch => epoch.Loss.Sum);
        yield return Doubles("loss_weight", epoch => epoch.Loss.Weight);
        yield return Doubles("validation_loss", epoch => epoch.Validation?.Loss ?? 0);
        yield return Doubles("validation_accuracy", epoch => epoch.Validation?.Accuracy ?? 0);

        SafetensorsSource Integers(string name, Func<EpochRecord, long> number) => SafetensorsSource.Of(Prefix + name, Array.ConvertAll(epochs, number.Invoke));

        SafetensorsSource Doubles(string name, Func<EpochRecord, double> number) => SafetensorsSource.Of(Prefix + name, Array.ConvertAll(epochs, number.Invoke));
    }

    public static EpochRecord[] Read(string path, SafetensorsReader reader)
    {
        var (iterations, samples, nanoseconds, finished, validated) =
            (Integers("iterations"), Integers("samples"), Integers("nanoseconds"), Integers("finished"), Integers("validation_samples"));
        var (losses, weights) = (Doubles("loss_sum"), Doubles("loss_weight"));
        var (validationLosses, accuracies) = (Doubles("validation_loss"), Doubles("validation_accuracy"));
        if (new[] { samples.Length, nanoseconds.Length, finished.Length, validated.Length, losses.Length, weights.Length, validationLosses.Length, accuracies.Length }
            .Any(length => length != iterations.Length))
        {
            throw new InvalidDataException($"{path} is not a checkpoint: its lists of epochs differ in length.");
        }

        return [.. Enumerable.Range(0, iterations.Length).Select(epoch => new EpochRecord
        {
            Iterations = checked((int)iterations[epoch]),
            Samples = samples[epoch],
            Loss = new LossSum(losses[epoch], weights[epoch]),
            Ticks = (long)(nanoseconds[epoch] * (Stopwatch.Frequency / 1e9)),
            IsFinished = finished[epoch] != 0,
            Validation = validated[epoch] > 0 ? new Evaluation(validationLosses[epoch], accuracies[epoch], (int)validated[epoch]) : null,
        })];

        long[] Integers(string name) => reader.ReadIntegers(Entry(name));

        double[] Doubles(string name) => reader.ReadDoubles(Entry(name));

        SafetensorsEntry Entry(string name) => reader.Entries.FirstOrDefault(entry => entry.Name == Prefix + name)
            ?? throw new InvalidDataException($"{path} is not a checkpoint: expected the tensor '{Prefix + name}', found none.");
    }
}
