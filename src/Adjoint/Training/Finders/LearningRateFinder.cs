namespace Adjoint;

/// <summary>The learning-rate range test, on any model.</summary>
public static class LearningRateFinder
{
    /// <summary>
    /// Trains with a learning rate that grows from iteration to iteration, from far too small to far too large, and records the losses: a good rate lies where they
    /// fall fastest. The model is left as it was, to the bit: parameters, running statistics, the optimizer's memory, the number of its epochs.
    /// </summary>
    /// <remarks>
    /// Leslie N. Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, section 3.3. Rates grow by one factor, rate(i) = Lowest · (Highest /
    /// Lowest)^(i / (Iterations - 1)); smoothing, stop and suggestion are those of PyTorch Lightning's <c>lr_find</c>. The optimizer starts as for a new model. One
    /// seed, one result.
    /// </remarks>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="data">The training set; it is gone through again where it has fewer batches than there are iterations.</param>
    /// <param name="options">
    /// How to train: batch size, order or sampling, augmentation, seed, weight decay and dropout count, and cancelling its token ends the test; what else it says of epochs, rates, validation
    /// and checkpoints does not. The defaults if null.
    /// </param>
    /// <param name="search">Which rates; 100 from 1e-7 to 10 if null.</param>
    /// <returns>The losses by rate, and the rate to try.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option or a setting of the search is out of its range.</exception>
    public static LearningRateCurve FindLearningRate<TLabel>(
        this Network<TLabel> model, Dataset<TLabel> data, TrainingOptions<TLabel>? options = null, LearningRateSearch? search = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        search ??= new();
        search.Check();
        options = (options ?? new()).UpdatesOnly();
        options.Check();
        var plan = new TrainingPlan(data.Count, options.BatchSize, 1.Epochs(), options.DropLast);
        using var trial = new Trial<TLabel>(model, continues: false);
        var training = model.Train(data, options with
        {
            Epochs = plan.ToEpochs(search.Iterations.Iterations()).Value,
            LearningRate = search.Lowest,
            Schedule = new ExponentialSchedule(search.Highest / search.Lowest, (search.Iterations - 1).Iterations()),
        });
        return new LearningRateCurve(Measure(training, search), search);
    }

    private static LearningRatePoint[] Measure(Training training, LearningRateSearch search)
    {
        var points = new List<LearningRatePoint>(search.Iterations);
        var (mean, weight, best) = (0.0, 1.0, double.PositiveInfinity);
        foreach (var iteration in training.Epochs.SelectMany(epoch => epoch.Iterations))
        {
            if (!double.IsFinite(iteration.Loss))
            {
                break;
            }

            // The mean begins at 0; dividing by what the losses count for in all takes that out.
            mean = (search.Smoothing * mean) + ((1 - search.Smoothing) * iteration.Loss);
            weight *= search.Smoothing;
            var smoothed = mean / (1 - weight);
            points.Add(new(iteration.LearningRate, iteration.Loss, smoothed));
            // For a loss that may be negative the same distance above it; the first two are too few to judge by.
            if (points.Count == search.Iterations || (points.Count > 2 && smoothed > best + ((search.StopFactor - 1) * Math.Abs(best))))
            {
                break;
            }

            best = Math.Min(best, smoothed);
        }

        training.Cancel();
        training.Run();
        return [.. points];
    }
}
