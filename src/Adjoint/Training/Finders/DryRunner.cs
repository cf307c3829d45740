using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>The whole path of a training in two iterations, with any model.</summary>
public static class DryRunner
{
    private const int Iterations = 2;

    /// <summary>
    /// Runs each piece of a training once, so that what would fail after hours fails now: two iterations with their learning rates, the validation, the metrics that
    /// watch it, and a checkpoint that is written to the folder of the options, read back, compared and removed. The model is left as it was, to the bit, and
    /// the folder too.
    /// </summary>
    /// <typeparam name="TLabel">What a sample is labelled with.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="data">The training set.</param>
    /// <param name="options">The options of the training; the defaults if null.</param>
    /// <returns>What was run with its time, an estimate for the whole training, and warnings.</returns>
    /// <exception cref="ArgumentException">A row has the wrong length, a number is not finite, or a label is none of the model's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written to the folder, or read back.</exception>
    /// <exception cref="InvalidDataException">A checkpoint reads back as something else.</exception>
    /// <exception cref="OperationCanceledException">The token of the options is cancelled.</exception>
    public static DryRunReport DryRun<TLabel>(this Network<TLabel> model, Dataset<TLabel> data, TrainingOptions<TLabel>? options = null)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        options.Cancellation.ThrowIfCancellationRequested();
        using var trial = new Trial<TLabel>(model, continues: true);
        var (steps, warnings) = (new List<DryRunStep>(), new List<string>());
        var start = Stopwatch.GetTimestamp();
        // Checkpoints are written below, where those in the folder are safe.
        var training = model.Train(data, options with { Checkpoints = null });
        warnings.AddRange(training.Warnings);
        steps.Add(new("checks and memory", Stopwatch.GetElapsedTime(start), Count(data.Count, "sample")));
        var plan = training.Plan;
        var estimate = plan.Iterations.Value * Iterate(training, steps, warnings);
        if (options.Validation is not null)
        {
            estimate += Times(plan, options.ValidateEvery) * Validate(model, options, steps);
        }

        if (options.Checkpoints is { } checkpoints)
        {
            estimate += Times(plan, checkpoints.Every) * WriteAndRead(model, data, training, options, steps);
            WarnOfOthers(checkpoints.Folder, training.FirstEpochNumber, warnings);
        }

        training.Cancel();
        training.Run();
        return new(plan, steps, estimate, warnings);
    }

    /// <summary>How long the last iteration took.</summary>
    private static TimeSpan Iterate(Training training, List<DryRunStep> steps, List<string> warnings)
    {
        var (number, duration) = (0, TimeSpan.Zero);
        foreach (var epoch in training.Epochs)
        {
            var before = TimeSpan.Zero;
            foreach (var iteration in epoch.Iterations)
            {
                // The training's own time, which leaves out a validation that is due between two iterations.
                var total = training.RecordOf(training.Current).Duration;
                (duration, before) = (total - before, total);
                steps.Add(new($"iteration {++number}", duration, $"loss {Text(iteration.Loss)}, learning rate {Text(iteration.LearningRate)}"));
                if (!double.IsFinite(iteration.Loss))
                {
                    warnings.Add($"the loss of iteration {number} is {Text(iteration.Loss)}, which is not finite.");
                }

                if (number == Iterations)
                {
                    return duration;
                }
            }
        }

        return duration;
    }

    private static TimeSpan Validate<TLabel>(Network<TLabel> model, TrainingOptions<TLabel> options, List<DryRunStep> steps)
        where TLabel : unmanaged
    {
        var start = Stopwatch.GetTimestamp();
        var evaluation = model.EvaluateChecked(options.Validation!);
        var outcome = $"loss {Text(evaluation.Loss)}";
        // The user's own code, where they are no built-in ones.
        foreach (var metric in new[] { options.EarlyStopping?.Metric, options.ReduceOnPlateau?.Metric }.OfType<ValidationMetric>().Distinct())
        {
            outcome += $", {metric.Name} {Text(metric.Measure(evaluation))}";
        }

        var duration = Stopwatch.GetElapsedTime(start);
        steps.Add(new("validation", duration, outcome));
        return duration;
    }

    /// <summary>How long the writing took.</summary>
    private static TimeSpan WriteAndRead<TLabel>(
        Network<TLabel> model, Dataset<TLabel> data, Training<TLabel> training, TrainingOptions<TLabel> options, List<DryRunStep> steps)
        where TLabel : unmanaged
    {
        var folder = Path.GetFullPath(options.Checkpoints!.Folder);
        var made = Missing(folder);
        var path = Path.Combine(folder, $"dry-run-{Guid.NewGuid():N}.safetensors");
        try
        {
            var start = Stopwatch.GetTimestamp();
            CreateFolder(folder);
            training.SaveCheckpoint(path);
            var duration = Stopwatch.GetElapsedTime(start);
            steps.Add(new("checkpoint written", duration, Count(new FileInfo(path).Length, "byte")));

            start = Stopwatch.GetTimestamp();
            var written = model.Memory.ToArray();
            Training<TLabel>.Resume(model, data, path, options with { Checkpoints = null });
            if (!MemoryMarshal.AsBytes<float>(written).SequenceEqual(MemoryMarshal.AsBytes(model.Memory)))
            {
                throw new InvalidDataException($"{path} does not read back as it was written.");
            }

            steps.Add(new("checkpoint read back", Stopwatch.GetElapsedTime(start), "the same bits"));
            return duration;
        }
        finally
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }

            foreach (var empty in made.Where(Directory.Exists))
            {
                Directory.Delete(empty);
            }
        }
    }

    /// <summary>The folders on a path that are not there, the innermost first.</summary>
    private static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var path = folder; path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            missing.Add(path);
        }

        return missing;
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    private static void WarnOfOthers(string folder, int firstEpoch, List<string> warnings)
    {
        if (Directory.Exists(folder) && CheckpointFolder.NewestFirst(folder) is [var newest, ..])
        {
            warnings.Add(
                $"{folder} has checkpoints up to {Path.GetFileName(newest)}: Resume goes on from there, and a training that begins at epoch {firstEpoch} may be refused.");
        }
    }

    private static long Times(TrainingPlan plan, Amount every) => plan.Iterations.Value / plan.ToIterations(every).Value;

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Count(long value, string what) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} {what}{(value == 1 ? string.Empty : "s")}");
}
