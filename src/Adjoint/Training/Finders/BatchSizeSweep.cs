using System.Globalization;
using System.Text;

namespace Adjoint;

/// <summary>The same model trained in batches of different sizes, everything else alike: what the batch size changes. <see cref="ToString"/> is a table.</summary>
public sealed class BatchSizeSweep
{
    private readonly string _target;

    private BatchSizeSweep(IReadOnlyList<BatchSizeResult> results, string target)
    {
        Results = results;
        _target = target;
    }

    /// <summary>What each batch size came to, in the order of the search.</summary>
    public IReadOnlyList<BatchSizeResult> Results { get; }

    /// <summary>Trains a new model for each batch size and seed, one after the other.</summary>
    /// <remarks>
    /// Times of the first training include the compilation of its code: where they matter, train another model before. One set of seeds, one result, but for the times.
    /// </remarks>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="create">Makes a new model from a seed: <c>seed => new DigitClassifier(seed)</c>.</param>
    /// <param name="trainSet">The training set. A batch larger than it is the set.</param>
    /// <param name="validationSet">The set on which the target and the final values are measured, by default after each epoch.</param>
    /// <param name="search">What to try and how to train; batches of 8 to 512 and three seeds if null.</param>
    /// <returns>The results by batch size.</returns>
    /// <exception cref="ArgumentException">
    /// A set cannot be trained with, the options write checkpoints, the seeds are fewer than three or not all different, or a model that was made has been trained
    /// before.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A batch size or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public static BatchSizeSweep Run<TLabel>(
        Func<int, Network<TLabel>> create, Dataset<TLabel> trainSet, Dataset<TLabel> validationSet, BatchSizeSearch<TLabel>? search = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(trainSet);
        ArgumentNullException.ThrowIfNull(validationSet);
        search ??= new();
        search.Check();
        if (search.Training.Checkpoints is not null)
        {
            throw new ArgumentException("The options of a sweep write checkpoints: its trainings would write into each other's folder.", nameof(search));
        }

        var results = search.BatchSizes.Select(size => Train(size)).ToArray();
        var comparison = search.Metric.IsLargerBetter ? ">=" : "<=";
        return new(results, string.Create(CultureInfo.InvariantCulture, $"{search.Metric.Name} {comparison} {search.Target:G4}"));

        BatchSizeResult Train(int size)
        {
            var plan = new TrainingPlan(trainSet.Count, size, 1.Epochs(), search.Training.DropLast);
            return new(size, (int)plan.IterationsPerEpoch.Value, [.. search.Seeds.Select(seed => TrainOne(size, seed))]);
        }

        BatchSizeRun TrainOne(int size, int seed)
        {
            var model = create(seed);
            if (model.Optimizer is not null)
            {
                throw new ArgumentException($"The model made for seed {seed} has been trained before, expected a new one.", nameof(create));
            }

            var result = model.Fit(trainSet, search.Training with { BatchSize = size, Seed = seed, Validation = validationSet });
            search.Training.Cancellation.ThrowIfCancellationRequested();
            return RunOf(seed, result, search);
        }
    }

    /// <summary>The values alone: an epoch would keep the memory of its training.</summary>
    private static BatchSizeRun RunOf<TLabel>(int seed, TrainingResult result, BatchSizeSearch<TLabel> search)
        where TLabel : unmanaged
    {
        BatchSizeEpoch[] epochs = [.. result.Epochs.Select(epoch => new BatchSizeEpoch(epoch.Number, epoch.Loss, epoch.Validation, epoch.Duration))];
        var reached = epochs.Where(epoch => epoch.Validation is { } validation && Reaches(search.Metric.Measure(validation)));
        return new(seed, epochs, reached.Select(epoch => (double)epoch.Number).DefaultIfEmpty(double.PositiveInfinity).First(), result.Reason);

        bool Reaches(double value) => search.Metric.IsLargerBetter ? value >= search.Target : value <= search.Target;
    }

    /// <summary>A row for each batch size: iterations and seconds per epoch, epochs to the target, final accuracy and loss, each mean ± standard deviation.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(" batch  iterations/epoch            s/epoch  epochs to target     accuracy             loss\n");
        foreach (var result in Results)
        {
            text.Append(CultureInfo.InvariantCulture, $"{result.BatchSize,6}{result.IterationsPerEpoch,18}{result.SecondsPerEpoch.ToString("F4"),19}{result.EpochsToTarget.ToString("F1"),18}")
                .Append(CultureInfo.InvariantCulture, $"{result.Accuracy.ToString("F3"),17}{result.Loss.ToString("F4"),19}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"target: {_target}; mean ± standard deviation over {Results[0].Runs.Count} seeds").ToString();
    }
}
