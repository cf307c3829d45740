using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>A training in progress on samples with labels of one type.</summary>
/// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
public sealed partial class Training<TLabel> : Training
    where TLabel : unmanaged
{
    private readonly Network<TLabel> _network;
    private readonly ITrainingData<TLabel> _data;
    private readonly TrainingOptions<TLabel> _options;
    private readonly Trainer<TLabel> _trainer;
    private readonly IBatchSource<TLabel> _batches;
    private readonly BestModel? _best;
    private readonly double _baseRate;
    private readonly long _validationPeriod;
    private PlateauState _plateau;
    private int _steps;

    internal Training(Network<TLabel> network, ITrainingData<TLabel> data, TrainingOptions<TLabel> options, Checkpoint? from = null)
        : base(PlanOf(network, data, options), from?.FirstEpoch ?? FirstEpoch(network, options))
    {
        _network = network;
        _data = data;
        _options = options;
        _trainer = network.NewTrainer(Plan.BatchSize, options);
        _batches = data.Batches(network, options, Plan, NumberOf(EpochCount - 1));
        _baseRate = _trainer.LearningRate;
        _validationPeriod = Plan.ToIterations(options.ValidateEvery).Value;
        _plateau = options.ReduceOnPlateau?.Start(_baseRate) ?? default;
        // A rate that the schedule cannot start from is better refused now.
        _ = options.Schedule?.At(default, Plan, _baseRate);
        _best = from is not null ? from.Best : options.EarlyStopping is { } rule ? new BestModel(rule, network.Memory.Length) : null;
        if (from is not null)
        {
            Continue(from);
        }
        else
        {
            data.Begin(network, options);
        }

        PreparationTime = data.Prepare(network, options, Plan);
        Warnings = [.. Warnings, .. data.Warnings(options, isResumed: from is not null)];
        if (options.Checkpoints is { } checkpoints)
        {
            WriteCheckpoints(checkpoints, Plan.ToIterations(checkpoints.Every).Value, isResumed: from is not null);
        }
    }

    /// <inheritdoc/>
    public override string ModelName => _network.Layout.Name;

    /// <inheritdoc/>
    public override TrainingProfile? Profile => _trainer.Clock?.Read();

    /// <summary>One iteration on a batch that the caller brings: an update that belongs to no epoch.</summary>
    /// <param name="inputs">Rows of features, row-major: rows x inputs, at most as many rows as a batch of this training: the batch size, or the set if it is smaller.</param>
    /// <param name="labels">The labels: one for each row, or rows x outputs values.</param>
    /// <param name="weights">What each row counts for, a number of at least 0 for each; if none are given, all count 1.</param>
    /// <returns>The iteration, with the mean loss over the batch before the update.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not whole rows, there are more than in a batch, a number is not finite, or the labels or weights do not fit them.
    /// </exception>
    public Iteration Step(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights = default)
    {
        var rows = _network.RowsOf(inputs);
        if (rows == 0 || rows > _trainer.Capacity)
        {
            throw new ArgumentException(
                $"A batch of {rows} samples: this training has memory for 1 to {_trainer.Capacity} (the batch size, or the set if it is smaller).", nameof(inputs));
        }

        if (TrainingPlan.SmallestPart(rows, _network.Layout.MicroBatches) < _network.Layout.SmallestBatch)
        {
            throw new ArgumentException(
                rows < _network.Layout.SmallestBatch
                    ? $"A batch of one sample has no variance, which the [BatchNorm] of {_network.Layout.Name} needs: give two or more."
                    : PartOfOne(_network.Layout, rows) + "give another number of samples.",
                nameof(inputs));
        }

        if (labels.Length != rows * _network.LabelsPerRow)
        {
            throw new ArgumentException($"{rows} rows have {rows * _network.LabelsPerRow} labels, but {labels.Length} were given.", nameof(labels));
        }

        if (!weights.IsEmpty)
        {
            DatasetCheck.RequireWeights(weights, rows, "batch", nameof(weights));
        }

        // As for a set: a NaN would spread over all parameters before anyone sees it.
        DatasetCheck.RequireBatch(inputs, labels, _network);
        _trainer.Clock?.Start();
        var loss = _trainer.Run(_batches.Copy(inputs, labels, weights));
        _steps++;
        if (!IsSound(loss))
        {
            var (value, layer) = _trainer.LocateDivergence();
            Divergence = new Divergence(Epoch: 0, _steps, value, layer, Samples: []);
        }

        return new Iteration(_steps, loss.Mean, rows, LearningRate);
    }

    private protected override void StartEpoch(int number)
    {
        _batches.StartEpoch(number);
        _network.Optimizer!.Epochs = number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override (LossSum Loss, int Samples) Iterate(int epoch, int iteration)
    {
        if (_options.Schedule is { } schedule)
        {
            _trainer.LearningRate = schedule.RateAt(Completed(epoch, iteration), Plan, _baseRate);
        }

        _trainer.Clock?.Start();
        return _batches.Take(iteration) is { } batch ? (_trainer.Run(batch), batch.Rows) : default;
    }

    private protected override void StopReading() => _batches.Stop();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override Divergence? FindDivergence(int epoch, int iteration, LossSum? loss)
    {
        if (loss is { } sum ? IsSound(sum) : _network.NonFiniteParameter() is null)
        {
            return null;
        }

        var (value, layer) = _trainer.LocateDivergence();
        return new Divergence(NumberOf(epoch), iteration, value, layer, _batches.RowsOf(iteration - 1).ToArray());
    }

    private bool IsSound(LossSum loss) => loss.IsFinite && _trainer.HasFiniteGradient;

    private protected override int BestEpoch => _best?.Epoch ?? 0;

    private protected override bool IsCancelled => _options.Cancellation.IsCancellationRequested;

    private protected override double LearningRate => _trainer.LearningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override bool IsValidationDue(long completed) => completed % _validationPeriod == 0;

    private protected override StopReason? Judge(int epoch, long completed, Evaluation evaluation)
    {
        if (_options.ReduceOnPlateau is { } plateau)
        {
            _plateau = plateau.Observe(_plateau, plateau.Metric.Measure(evaluation), new(completed), Plan);
            _trainer.LearningRate = _plateau.Rate;
        }

        return _best?.See(epoch, evaluation, Averages is { } averages ? averages.Span : _network.Memory);
    }

    private protected override string? DescribeBest() => _best?.Describe();

    private protected override void End()
    {
        _batches.Dispose();
        if (Averages is { } averages)
        {
            averages.Span.CopyTo(_network.Memory);
            _best?.Restore(_network.Memory);
            // What the model is left with is where the averages of another training begin.
            _network.Memory.CopyTo(averages.Span);
        }
        else
        {
            _best?.Restore(_network.Memory);
        }
    }

    private protected override Evaluation? Validate()
    {
        if (_options.Validation is not { } set)
        {
            return null;
        }

        var judged = Averages is null ? null : _network.Optimizer;
        judged?.Exchange(_network.Memory);
        _trainer.Team.Enter();
        try
        {
            return _network.EvaluateChecked(set);
        }
        finally
        {
            _trainer.Team.Leave();
            judged?.Exchange(_network.Memory);
        }
    }

    /// <summary>The averages of the weights; null where the model has none, or they have not begun.</summary>
    private Arena? Averages => _network.Optimizer is { HasAverages: true } optimizer ? optimizer.Averages : null;

    private static TrainingPlan PlanOf(Network<TLabel> network, ITrainingData<TLabel> data, TrainingOptions<TLabel> options)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Check();
        data.Check(network, options);
        if (options.Augmentation?.Reject(network.Layout) is { } reason)
        {
            throw new ArgumentException(reason, nameof(options));
        }

        if (options.Validation is { } validation)
        {
            network.Check(validation, nameof(options.Validation));
        }

        var plan = new TrainingPlan(data.Count, options.BatchSize, options.Epochs.Epochs(), options.DropLast, network.Layout.MicroBatches);
        CheckBatches(network.Layout, plan, options);
        return plan;
    }

    /// <summary>Better now than at the end of the first epoch.</summary>
    private static void CheckBatches(NetworkLayout layout, TrainingPlan plan, TrainingOptions<TLabel> options)
    {
        if (plan.BatchSize < layout.SmallestBatch)
        {
            throw new ArgumentException(
                $"Batches of one sample have no variance, which the [BatchNorm] of {layout.Name} needs: the set has {plan.Samples} samples and BatchSize is {options.BatchSize}.",
                nameof(options));
        }

        if (!plan.DropLast && plan.Samples % plan.BatchSize is > 0 and var left && left < layout.SmallestBatch)
        {
            throw new ArgumentException(
                $"{plan.Samples} samples in batches of {plan.BatchSize} leave a last batch of one, which has no variance for the [BatchNorm] of {layout.Name}: "
                + "set DropLast, or another BatchSize.",
                nameof(options));
        }

        var last = plan.DropLast || plan.Samples % plan.BatchSize == 0 ? plan.BatchSize : plan.Samples % plan.BatchSize;
        foreach (var rows in (ReadOnlySpan<int>)[plan.BatchSize, last])
        {
            if (TrainingPlan.SmallestPart(rows, layout.MicroBatches) < layout.SmallestBatch)
            {
                throw new ArgumentException(
                    PartOfOne(layout, rows) + (rows < plan.BatchSize ? $"it is the last of {plan.Samples} samples, set DropLast or another BatchSize." : "set another BatchSize."),
                    nameof(options));
            }
        }
    }

    private static string PartOfOne(NetworkLayout layout, int rows) =>
        $"The [Accumulate] of {layout.Name} cuts a batch of {rows} samples into micro-batches of {TrainingPlan.RoundedUp(rows, layout.MicroBatches)}, which leaves one of a single sample, "
        + "and that has no variance for its [BatchNorm]: ";

    private static int FirstEpoch(Network<TLabel> network, TrainingOptions<TLabel> options)
    {
        if (options.Reset)
        {
            network.Optimizer = null;
        }

        return (network.Optimizer?.Epochs ?? 0) + 1;
    }
}
