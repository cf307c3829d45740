using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint.Benchmarks;

/// <summary>A training on labels of one type.</summary>
/// <param name="model">Makes the model from a seed.</param>
/// <param name="rows">The rows to train on, and those that the loss and the accuracy are taken of.</param>
/// <param name="missing">The line that installs the rows; null if they are here.</param>
internal sealed class Workload<TLabel>(
    string name, string description, int batchSize, int epochs, Func<int, Network<TLabel>> model, Lazy<(Dataset<TLabel> Train, Dataset<TLabel> Test)> rows, string? missing = null)
    : Workload(name, description, batchSize, epochs)
    where TLabel : unmanaged
{
    private const int Seed = 1;

    public override string? Missing => missing;

    public override int Iterations => Epochs * ((rows.Value.Train.Count + BatchSize - 1) / BatchSize);

    public override void Load() => _ = rows.Value;

    public override ITrainingSide Start(int threads = 1) =>
        new AdjointSide<TLabel>(() => model(Seed), rows.Value.Train, rows.Value.Test, Options with { Threads = threads });

    public override Action StartTrainer()
    {
        var (network, train) = (model(Seed), rows.Value.Train);
        var trainer = network.NewTrainer(BatchSize, Options with { Threads = 1 });
        var slot = new BatchSlot<TLabel>(BatchSize, train.FeatureCount, network.LabelsPerRow);
        slot.Gather(train, train.SourceRows[..BatchSize]);
        return () => trainer.Run(slot);
    }

    public override void WriteTo(string folder)
    {
        model(Seed).Save(Path.Combine(folder, "parameters.safetensors"));
        var (train, widths) = (rows.Value.Train, Path.Combine(folder, "widths.json"));
        File.WriteAllText(widths, $$"""{"features": {{train.FeatureCount}}, "labels": {{train.LabelCount}}}""");
        WriteRows(folder, "train", train);
        WriteRows(folder, "test", rows.Value.Test);
        if (!Options.Shuffle)
        {
            return;
        }

        using var order = File.Create(Path.Combine(folder, "order.i32"));
        var epoch = new int[rows.Value.Train.Count];
        for (var number = 1; number <= Epochs; number++)
        {
            OrderOf(number, epoch);
            order.Write(MemoryMarshal.AsBytes<int>(epoch));
        }
    }

    // The order of rows that are one batch changes nothing but rounding: no one would shuffle them.
    private TrainingOptions<TLabel> Options => new() { Epochs = Epochs, BatchSize = BatchSize, Seed = Seed, Shuffle = BatchSize < rows.Value.Train.Count };

    /// <summary>The order in which the training loop visits the rows of an epoch.</summary>
    private static void OrderOf(int number, Span<int> order)
    {
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        CounterRandom.Shuffle(order, CounterRandom.Key(Seed, RandomPurpose.Shuffle, when: number));
    }

    private static void WriteRows(string folder, string set, Dataset<TLabel> data)
    {
        using var features = File.Create(Path.Combine(folder, $"{set}.features.f32"));
        using var labels = File.Create(Path.Combine(folder, typeof(TLabel) == typeof(float) ? $"{set}.labels.f32" : $"{set}.labels.i32"));
        for (var row = 0; row < data.Count; row++)
        {
            features.Write(MemoryMarshal.AsBytes(data.Features(row)));
            labels.Write(typeof(TLabel) == typeof(float)
                ? MemoryMarshal.AsBytes(data.Labels(row))
                : BitConverter.GetBytes(Convert.ToInt32(data.Labels(row)[0], CultureInfo.InvariantCulture)));
        }
    }
}
