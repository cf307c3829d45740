using Adjoint.EndToEnd.Tests.Checkpoints;
using Adjoint.Tests;
using Normalised = Adjoint.EndToEnd.Tests.Checkpoints.WithAdam;

namespace Adjoint.EndToEnd.Tests.Training.Finders;

/// <summary>Each piece of a training once.</summary>
public class DryRunTests : TempFolder
{
    private static readonly Dataset<int> Data = Outcome.Set(80, 1);
    private static readonly Dataset<int> Validation = Outcome.Set(30, 2);

    [Fact]
    public void EachPieceIsRunOnce()
    {
        var report = new Normalised(1).DryRun(Data, Everything());

        Assert.Equal(
            ["checks and memory", "iteration 1", "iteration 2", "validation", "checkpoint written", "checkpoint read back"], report.Steps.Select(step => step.Name));
        Assert.All(report.Steps, step => Assert.True(step.Duration > TimeSpan.Zero, step.Name));
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void TheLossesAndRatesAreThoseOfTheTraining()
    {
        var report = new Normalised(1).DryRun(Data, Everything());
        var iterations = new Normalised(1).Train(Data, Everything()).Epochs.First().Iterations.Take(2).ToArray();

        Assert.Equal(
            iterations.Select(iteration => FormattableString.Invariant($"loss {iteration.Loss:G4}, learning rate {iteration.LearningRate:G4}")),
            report.Steps.Skip(1).Take(2).Select(step => step.Outcome));
        Assert.NotEqual(iterations[0].LearningRate, iterations[1].LearningRate);
    }

    [Fact]
    public void WithoutValidationAndCheckpointsItIsTwoIterations() =>
        Assert.Equal(["checks and memory", "iteration 1", "iteration 2"], new Sides(1).DryRun(Sets.Points(40)).Steps.Select(step => step.Name));

    [Fact]
    public void ATrainingOfOneIterationHasOne() =>
        Assert.Equal(["checks and memory", "iteration 1"], new Sides(1).DryRun(Sets.Points(4), new() { Epochs = 1 }).Steps.Select(step => step.Name));

    [Fact]
    public void ModelAndFolderAreLeftAsTheyWere()
    {
        var (model, other) = (new Normalised(1), new Normalised(1));
        model.Fit(Data, new() { Epochs = 2 });
        other.Fit(Data, new() { Epochs = 2 });
        var before = Outcome.Of(model);

        model.DryRun(Data, Everything());

        Assert.Equal(before, Outcome.Of(model));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
        Assert.Equal(Outcome.Of(other, other.Fit(Data, Everything("a"))), Outcome.Of(model, model.Fit(Data, Everything("b"))));
    }

    [Fact]
    public void TheFilesOfAFolderStay()
    {
        Directory.CreateDirectory(PathOf("runs"));
        File.WriteAllText(PathOf("runs/notes.txt"), "mine");
        new Normalised(1).DryRun(Data, Everything("runs"));

        Assert.Equal([PathOf("runs/notes.txt")], Directory.EnumerateFileSystemEntries(PathOf("runs")));
    }

    [Fact]
    public void CheckpointsOfAnotherTrainingAreAWarning()
    {
        new Normalised(1).Fit(Data, Everything("runs"));
        var files = Directory.GetFiles(PathOf("runs"));
        var report = new Normalised(1).DryRun(Data, Everything("runs"));

        Assert.Contains("checkpoint-000004-000000003.safetensors: Resume goes on from there", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Equal(files.Order(), Directory.GetFiles(PathOf("runs")).Order());
        Assert.Contains("\nwarning: ", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsAnExceptionNow()
    {
        var model = new Normalised(1);
        Write("file", [1]);

        Assert.Throws<IOException>(() => model.DryRun(Data, Everything("file")));
        Assert.Null(model.Optimizer);
    }

    [Fact]
    public void AMetricThatThrowsDoesSoNow()
    {
        var metric = new ValidationMetric("mine", isLargerBetter: true, _ => throw new NotSupportedException("no"));
        var model = new Sides(1);

        Assert.Throws<NotSupportedException>(() => model.DryRun(Sets.Points(40), new() { Validation = Sets.Points(10), EarlyStopping = new() { Metric = metric } }));
        Assert.Null(model.Optimizer);
    }

    [Fact]
    public void AValidationSetOfOtherRowsIsRefused() =>
        Assert.Throws<ArgumentException>(() => new Sides(1).DryRun(Sets.Points(40), new() { Validation = Dataset.From(new float[3], [Side.Left]) }));

    [Fact]
    public void ACancelledTokenIsAnException() =>
        Assert.Throws<OperationCanceledException>(() => new Sides(1).DryRun(Sets.Points(40), new() { Cancellation = new(canceled: true) }));

    [Fact]
    public void ALossThatIsNotFiniteIsAWarning()
    {
        var model = new Pairs(1);
        model.Parameters[0].Values[0] = float.NaN;

        Assert.Equal(["the loss of iteration 1 is NaN, which is not finite."], model.DryRun(Sets.Pairs(64)).Warnings);
    }

    [Fact]
    public void TheEstimateIsThatOfTheWholePlan()
    {
        var report = new Sides(1).DryRun(Sets.Points(40), new() { Epochs = 50, BatchSize = 8, Validation = Sets.Points(10) });
        var (iteration, validation) = (report.Steps[2].Duration, report.Steps[3].Duration);

        Assert.Equal(250, report.Plan.Iterations.Value);
        Assert.Equal(((250 * iteration) + (50 * validation)).TotalSeconds, report.Estimate.TotalSeconds, 6);
        Assert.Contains("40 samples in batches of 8: 5 iterations per epoch, 250 in all; about ", report.ToString(), StringComparison.Ordinal);
    }

    private TrainingOptions<int> Everything(string folder = "runs/1") => new()
    {
        Epochs = 4,
        Seed = 2,
        Validation = Validation,
        Schedule = Schedule.Warmup(10.Iterations()),
        EarlyStopping = new() { Patience = 50 },
        Checkpoints = new(PathOf(folder)),
    };
}
