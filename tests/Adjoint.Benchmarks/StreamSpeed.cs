using System.Diagnostics;

namespace Adjoint.Benchmarks;

[Model, Input(64), Dense(128), Relu, Dense(10), CrossEntropy, Adam]
internal sealed partial class Streamed;

/// <summary>What a row of a stream costs beside one of a set: batches alone, and whole epochs. The source has its rows at hand, so that all of the time is the library's.</summary>
internal static class StreamSpeed
{
    private const int Rows = 32_000;
    private const int Width = 64;
    private const int BatchSize = 32;

    public static int Run(int rounds)
    {
        var random = new Random(1);
        (float[] Features, int Label)[] rows = [.. Enumerable.Range(0, Rows).Select(_ => (Enumerable.Range(0, Width).Select(_ => random.NextSingle()).ToArray(), random.Next(10)))];
        var set = Dataset.From(rows.SelectMany(row => row.Features).ToArray(), rows.Select(row => row.Label).ToArray());
        var stream = Dataset.Stream(Bring(rows), new() { RowsPerEpoch = Rows });
        var (ofSet, ofStream) = (new Streamed(1), new Streamed(1));
        TrainingOptions<int> options = new() { Epochs = rounds, BatchSize = BatchSize };
        var (one, other) = (ofSet.Train(set, options).Epochs.GetEnumerator(), ofStream.Train(stream, options).Epochs.GetEnumerator());
        var (setEpochs, streamEpochs, setBatches, streamBatches) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            setEpochs.Add(Next(ref one));
            streamEpochs.Add(Next(ref other));
            setBatches.Add(Batches(set, ofSet));
            streamBatches.Add(Batches(stream, ofStream));
        }

        Console.WriteLine($"medians of {rounds} rounds, {Rows:N0} rows of {Width} floats in batches of {BatchSize}, 64-128-10    set  stream");
        Console.WriteLine($"ns a row, batches alone    {Median(setBatches),8:F0}{Median(streamBatches),8:F0}");
        Console.WriteLine($"ns a row, trained on       {Median(setEpochs),8:F0}{Median(streamEpochs),8:F0}");
        return 0;
    }

    private static double Next(ref EpochSequence.Enumerator epochs)
    {
        epochs.MoveNext();
        var start = Stopwatch.GetTimestamp();
        _ = epochs.Current.Loss;
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rows;
    }

    private static double Batches(ITrainingData<int> data, Streamed network)
    {
        TrainingOptions<int> options = new() { Epochs = 2, BatchSize = BatchSize };
        var plan = new TrainingPlan(Rows, BatchSize, 2.Epochs());
        using var batches = data.Batches(network, options, plan, lastEpoch: 2);
        var start = 0L;
        for (var epoch = 1; epoch <= 2; epoch++)
        {
            // The second: in the first the shuffle buffer fills.
            start = Stopwatch.GetTimestamp();
            batches.StartEpoch(epoch);
            for (var iteration = 0; iteration < plan.IterationsPerEpoch.Value; iteration++)
            {
                batches.Take(iteration);
            }
        }

        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rows;
        batches.Stop();
        return time;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async IAsyncEnumerable<(float[] Features, int Label)> Bring((float[] Features, int Label)[] rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
