namespace Adjoint;

/// <summary>What a sweep over batch sizes tries: see <see cref="BatchSizeSweep.Run"/>. Every setting has a default.</summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
public sealed record BatchSizeSearch<TLabel>
    where TLabel : unmanaged
{
    /// <summary>The batch sizes, each at least 1, in the order of the result; 8, 32, 128 and 512 unless given.</summary>
    public IReadOnlyList<int> BatchSizes { get; init; } = [8, 32, 128, 512];

    /// <summary>The seeds of model and training, at least three and all different, so that there is a spread; 1, 2 and 3 unless given.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [1, 2, 3];

    /// <summary>The metric of the validation whose target an epoch reaches; the accuracy unless given.</summary>
    public ValidationMetric Metric { get; init; } = ValidationMetric.Accuracy;

    /// <summary>The value of the metric that is good enough; 0.95 unless given.</summary>
    public double Target { get; init; } = 0.95;

    /// <summary>
    /// How to train, the same for all: epochs, learning rate and the rest. Its batch size, seed and validation set are replaced, and it writes no checkpoints, which
    /// the trainings would share.
    /// </summary>
    public TrainingOptions<TLabel> Training { get; init; } = new();

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(BatchSizes);
        ArgumentNullException.ThrowIfNull(Seeds);
        ArgumentNullException.ThrowIfNull(Metric);
        ArgumentNullException.ThrowIfNull(Training);
        if (BatchSizes.Count == 0)
        {
            throw new ArgumentException("There are 0 batch sizes, expected 1 or more.", nameof(BatchSizes));
        }

        foreach (var size in BatchSizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(BatchSizes));
        }

        if (Seeds.Distinct().Count() != Seeds.Count || Seeds.Count < 3)
        {
            throw new ArgumentException($"The seeds are {string.Join(", ", Seeds)}, expected three or more, each once: fewer have no spread to speak of.", nameof(Seeds));
        }

        if (!double.IsFinite(Target))
        {
            throw new ArgumentOutOfRangeException(nameof(Target), Target, $"Target is {Target}, expected a finite number.");
        }
    }
}
