namespace Adjoint;

/// <summary>Which batches a reading of a stream has to bring: from an iteration of an epoch to the end of the last epoch. A batch has as many rows as that of a set would have.</summary>
internal sealed record StreamCourse(TrainingPlan Plan, int Seed, int FirstEpoch, int FirstIteration, int LastEpoch, bool Shuffle, int SmallestPart, int MicroBatches)
{
    /// <summary>What changes the inputs of a batch; null for nothing.</summary>
    public Augmenter? Augmenter { get; init; }

    /// <summary>How many rows the batch of an iteration has.</summary>
    public int RowsOf(int iteration) => (int)Math.Min(Plan.BatchSize, Plan.Samples - ((long)iteration * Plan.BatchSize));

    /// <summary>Whether a stream that has ended leaves enough for a last batch.</summary>
    public bool CanTrainOn(int rows) => rows > 0 && !Plan.DropLast && TrainingPlan.SmallestPart(rows, MicroBatches) >= SmallestPart;

    /// <summary>The key of the draws of an epoch.</summary>
    public ulong KeyOf(int epoch) => CounterRandom.Key(Seed, RandomPurpose.Stream, when: epoch);
}
