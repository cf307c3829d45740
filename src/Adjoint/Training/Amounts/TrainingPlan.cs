using System.Globalization;

namespace Adjoint;

/// <summary>How the samples of an epoch become iterations; converts amounts of training from one unit to the other.</summary>
/// <remarks>
/// An epoch has ceil(samples / batch size) iterations, or floor with <see cref="DropLast"/>: an iteration is one update from one batch, however many
/// micro-batches the batch is cut into.
/// </remarks>
public sealed record TrainingPlan
{
    /// <summary>A plan.</summary>
    /// <param name="samples">Samples in the training set, at least 1.</param>
    /// <param name="batchSize">Samples in a batch, at least 1. A batch larger than the set is the set.</param>
    /// <param name="epochs">How many epochs are trained, at least 1.</param>
    /// <param name="dropLast">Whether samples that fill no whole batch are left out of an epoch.</param>
    /// <param name="accumulation">Micro-batches that a batch is cut into, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public TrainingPlan(int samples, int batchSize, EpochCount epochs, bool dropLast = false, int accumulation = 1)
    {
        Check(samples, nameof(samples));
        Check(batchSize, nameof(batchSize));
        Check(epochs.Value, nameof(epochs));
        Check(accumulation, nameof(accumulation));
        Samples = samples;
        BatchSize = Math.Min(batchSize, samples);
        Epochs = epochs;
        DropLast = dropLast;
        Accumulation = accumulation;
        IterationsPerEpoch = new(dropLast ? samples / BatchSize : RoundedUp(samples, BatchSize));
    }

    /// <summary>Samples in the training set, or of an epoch of a stream.</summary>
    public int Samples { get; }

    /// <summary>Samples in a batch: what was given, or all samples if they are fewer.</summary>
    public int BatchSize { get; }

    /// <summary>How many epochs are trained.</summary>
    public EpochCount Epochs { get; }

    /// <summary>Whether samples that fill no whole batch are left out of an epoch.</summary>
    public bool DropLast { get; }

    /// <summary>Micro-batches that a batch is cut into, one after the other in memory; fewer where a batch has fewer samples.</summary>
    public int Accumulation { get; }

    /// <summary>Samples in a micro-batch, ⌈<see cref="BatchSize"/> / <see cref="Accumulation"/>⌉; the last of a batch may have fewer.</summary>
    public int MicroBatchSize => RoundedUp(BatchSize, Accumulation);

    /// <summary>How many iterations an epoch has, at least 1.</summary>
    public IterationCount IterationsPerEpoch { get; }

    /// <summary>How many iterations all epochs have.</summary>
    public IterationCount Iterations => ToIterations(Epochs);

    /// <summary>How many iterations so many epochs have.</summary>
    /// <param name="epochs">Epochs.</param>
    public IterationCount ToIterations(EpochCount epochs) => IterationsPerEpoch * epochs.Value;

    /// <summary>How many iterations an amount is.</summary>
    /// <param name="amount">Epochs, iterations, or both.</param>
    /// <exception cref="OverflowException">They are more than a <see cref="long"/> holds.</exception>
    public IterationCount ToIterations(Amount amount) => ToIterations(amount.Epochs) + amount.Iterations;

    /// <summary>How many epochs it takes to run so many iterations: a part of an epoch counts as one.</summary>
    /// <param name="iterations">Iterations.</param>
    /// <exception cref="OverflowException">They are more epochs than an <see cref="int"/> holds.</exception>
    public EpochCount ToEpochs(IterationCount iterations)
    {
        var (whole, rest) = Math.DivRem(iterations.Value, IterationsPerEpoch.Value);
        return new(checked((int)(rest == 0 ? whole : whole + 1)));
    }

    /// <summary>How many epochs it takes to run an amount: a part of an epoch counts as one.</summary>
    /// <param name="amount">Epochs, iterations, or both.</param>
    /// <exception cref="OverflowException">They are more epochs than an <see cref="int"/> holds.</exception>
    public EpochCount ToEpochs(Amount amount) => amount.Epochs + ToEpochs(amount.Iterations);

    /// <summary>"10,000 samples in batches of 100: 100 iterations per epoch, 1,000 in all".</summary>
    public override string ToString()
    {
        var leftOut = DropLast ? Samples % BatchSize : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Samples:N0} {(Samples == 1 ? "sample" : "samples")} in batches of {BatchSize:N0}"
            + $"{(leftOut > 0 ? $" without the last {leftOut:N0}" : string.Empty)}"
            + $"{(MicroBatchSize < BatchSize ? $", each in micro-batches of {MicroBatchSize:N0}" : string.Empty)}"
            + $": {IterationsPerEpoch} per epoch, {Iterations.Value:N0} in all");
    }

    /// <summary>amount / part, rounded up, of numbers of at least 1.</summary>
    internal static int RoundedUp(int amount, int part) => ((amount - 1) / part) + 1;

    /// <summary>Samples of the last micro-batch of a batch, which is the smallest.</summary>
    internal static int SmallestPart(int rows, int microBatches)
    {
        var size = RoundedUp(rows, microBatches);
        return rows % size == 0 ? size : rows % size;
    }

    private static void Check(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, expected 1 or more.");
        }
    }
}
