using Adjoint.Terminal;
using Adjoint.Tests;
using Spectre.Console;

namespace Adjoint.TensorBoard.Tests;

/// <summary>What is written of trainings.</summary>
public class TrainingTests : TempFolder
{
    [Fact]
    public void IterationsEpochsAndValidationsAreScalars()
    {
        var training = Training().LogToTensorBoard(Folder);
        var iterations = new List<(long Step, Iteration Iteration)>();
        foreach (var epoch in training.Epochs)
        {
            iterations.AddRange(epoch.Iterations.Select(iteration => (((epoch.Number - 1L) * 5) + iteration.Number, iteration)));
        }

        var result = training.Result;
        Assert.Equal(iterations.Select(each => (each.Step, (float)each.Iteration.Loss)), Of("Loss/iteration"));
        Assert.Equal(iterations.Select(each => (each.Step, (float)each.Iteration.LearningRate)), Of("Learning rate"));
        Assert.Equal(result.Epochs.Select(epoch => (epoch.Number * 5L, (float)epoch.Loss)), Of("Loss/train"));
        Assert.Equal(result.Epochs.Select(epoch => (epoch.Number * 5L, (float)epoch.Validation!.Value.Loss)), Of("Loss/validation"));
        Assert.Equal(result.Epochs.Select(epoch => (epoch.Number * 5L, (float)epoch.Validation!.Value.Accuracy)), Of("Accuracy/validation"));
        Assert.Equal(5 * 4 * 2 + 4 * 3, EventReader.Scalars(Folder).Length);
    }

    [Fact]
    public void OfManyIterationsSomeAreWritten()
    {
        Training().LogToTensorBoard(Folder, every: 2).Run();

        Assert.Equal([2L, 4, 7, 9, 12, 14, 17, 19], Of("Loss/iteration").Select(scalar => scalar.Step));
        Assert.Equal(4, Of("Loss/train").Length);
    }

    [Fact]
    public void ValidationsBetweenIterationsAreWritten()
    {
        new Sides(1).Train(Sets.Points(40), new() { Epochs = 2, BatchSize = 8, Validation = Sets.Points(20, seed: 2), ValidateEvery = 2.Iterations() })
            .LogToTensorBoard(Folder).Run();

        Assert.Equal([2L, 4, 6, 8, 10], Of("Loss/validation").Select(scalar => scalar.Step));
    }

    [Fact]
    public void AModelOfValuesHasNoAccuracy()
    {
        new Values(1).Train(Sets.Sums(40), new() { Epochs = 2, Validation = Sets.Sums(10) }).LogToTensorBoard(Folder).Run();

        Assert.Equal(2, Of("Loss/validation").Length);
        Assert.Empty(Of("Accuracy/validation"));
    }

    [Fact]
    public void ATrainingThatGoesOnAddsAFileWithLaterSteps()
    {
        var model = new Sides(1);
        model.Train(Sets.Points(40), new() { Epochs = 2, BatchSize = 8 }).LogToTensorBoard(Folder).Run();
        model.Train(Sets.Points(40), new() { Epochs = 1, BatchSize = 8 }).LogToTensorBoard(Folder).Run();

        Assert.Equal(2, Directory.GetFiles(Folder).Length);
        Assert.Equal([5L, 10, 15], Of("Loss/train").Select(scalar => scalar.Step).Order());
    }

    [Fact]
    public void AnEpochIsReadableBeforeTheNextBegins()
    {
        var training = Training().LogToTensorBoard(Folder);
        foreach (var epoch in training.Epochs)
        {
            _ = epoch.Loss;
            Assert.Equal(epoch.Number, Of("Loss/train").Length);
        }
    }

    [Fact]
    public void WhatIsLeftIsWrittenWhenATrainingIsCancelled()
    {
        var training = Training().LogToTensorBoard(Folder);
        foreach (var iteration in training.Epochs.First().Iterations)
        {
            if (iteration.Number == 3)
            {
                training.Cancel();
            }
        }

        training.Run();
        Assert.Equal([1L, 2, 3], Of("Loss/iteration").Select(scalar => scalar.Step));
        Assert.Empty(Of("Loss/train"));
    }

    [Fact]
    public void ItChangesNoBitOfTheTraining()
    {
        var (logged, plain) = (Training().LogToTensorBoard(Folder).Run(), Training().Run());

        Assert.Equal(plain.Epochs.Select(epoch => epoch.Loss), logged.Epochs.Select(epoch => epoch.Loss));
    }

    [Fact]
    public void TwoLogsOfOneTrainingHoldTheSame()
    {
        Training().LogToTensorBoard(PathOf("a")).LogToTensorBoard(PathOf("b")).Run();

        Assert.Equal(
            EventReader.Scalars(PathOf("a")).Select(scalar => scalar with { Time = 0 }), EventReader.Scalars(PathOf("b")).Select(scalar => scalar with { Time = 0 }));
    }

    [Fact]
    public void TheTerminalShowsTheSameTraining()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        Training().LogToTensorBoard(Folder).RunInTerminal(console);

        Assert.Equal(4, output.ToString().Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Equal(4, Of("Loss/train").Length);
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Training().LogToTensorBoard(Folder, every: 0));
        Assert.Throws<ArgumentException>(() => Training().LogToTensorBoard(" "));
        Write("file", [1]);
        Assert.Throws<IOException>(() => Training().LogToTensorBoard(PathOf("file")));
    }

    private (long Step, float Value)[] Of(string tag) => [.. EventReader.Scalars(Folder).Where(scalar => scalar.Tag == tag).Select(scalar => (scalar.Step, scalar.Value))];

    private static Training<Side> Training() =>
        new Sides(1).Train(Sets.Points(40), new() { Epochs = 4, BatchSize = 8, Validation = Sets.Points(20, seed: 2), Schedule = Schedule.Cosine(4.Epochs()) });
}
