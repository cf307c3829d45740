namespace Adjoint;

/// <summary>Learning one batch by heart, with any model.</summary>
public static class BatchOverfitter
{
    /// <summary>
    /// Trains on one batch, again and again, until its loss is as small as the goal. A model that cannot learn a few samples by heart will not learn many: then
    /// model, loss and labels do not fit together. Dropout and augmentation are off, since there would be other rows to learn each time, and the optimizer starts as for a new model.
    /// </summary>
    /// <remarks>Andrej Karpathy, "A Recipe for Training Neural Networks" (2019): "overfit one batch".</remarks>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="model">The model; it is left as it was, to the bit, unless the goal says otherwise.</param>
    /// <param name="batch">The samples, a few: all of them are one batch.</param>
    /// <param name="goal">The loss to reach, and in how many iterations; the defaults if null.</param>
    /// <param name="options">
    /// How to train: learning rate, weight decay and seed count, and cancelling its token ends it; what else it says does not. The defaults if null.
    /// </param>
    /// <returns>Whether it could, and the losses.</returns>
    /// <exception cref="ArgumentException">
    /// A row has the wrong length, a number is not finite, a label is none of the model's; or the goal names no loss, and the first is not above 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option or a setting of the goal is out of its range.</exception>
    public static OverfitResult Overfit<TLabel>(this Network<TLabel> model, Dataset<TLabel> batch, OverfitGoal? goal = null, TrainingOptions<TLabel>? options = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        goal ??= new();
        goal.Check();
        using var trial = new Trial<TLabel>(model, continues: false);
        // An epoch is one iteration.
        var training = model.Train(batch, (options ?? new()).UpdatesOnly() with
        {
            Epochs = goal.Iterations, BatchSize = batch.Count, Dropout = 0, Shuffle = false, Sampling = null, Augmentation = null, DropLast = false,
        });
        var losses = new List<double>();
        var (target, rate) = (goal.Loss ?? double.NaN, 0.0);
        foreach (var iteration in training.Epochs.SelectMany(epoch => epoch.Iterations))
        {
            target = goal.Loss is null && losses.Count == 0 ? ShareOf(iteration.Loss, goal) : target;
            rate = iteration.LearningRate;
            losses.Add(iteration.Loss);
            if (iteration.Loss <= target)
            {
                break;
            }
        }

        var reason = training.StopReason;
        training.Cancel();
        training.Run();
        if (goal.KeepModel)
        {
            trial.Keep();
        }

        return new(losses, target, reason, batch.Count, rate);
    }

    private static double ShareOf(double first, OverfitGoal goal) => first <= 0
        ? throw new ArgumentException($"The goal names no loss, and the first is {first}: a hundredth of it is none. Give OverfitGoal.Loss.", nameof(goal))
        : first / 100;
}
