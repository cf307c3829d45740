using Spectre.Console.Testing;

namespace Adjoint.Terminal.Tests;

public class InterruptionTests
{
    [Fact]
    public void TheFirstEndsTheTrainingAndTheSecondTheProcess()
    {
        var (ended, left) = (0, 0);
        using var interruption = new Interruption(() => ended++, () => left++);

        Assert.True(interruption.Press());
        Assert.Equal((1, 0), (ended, left));
        Assert.False(interruption.Press());
        Assert.Equal((1, 1), (ended, left));
    }

    [Fact]
    public void ItEndsBetweenIterationsWithTheBestParameters()
    {
        var model = new Sides(1);
        Interruption? interruption = null;
        var metric = new ValidationMetric("scripted", isLargerBetter: false, evaluation =>
        {
            interruption!.Press();
            return evaluation.Loss;
        });
        var training = model.Train(
            Sets.Points(400), new() { Epochs = 100_000, Validation = Sets.Points(20, seed: 2), EarlyStopping = new() { Metric = metric } });
        using (interruption = new Interruption(training.Cancel, () => { }))
        {
            var result = training.RunInTerminal(new TestConsole());

            Assert.Equal(StopReason.Cancelled, result.Reason);
            Assert.Equal(result.Best!.Value.Validation!.Value.Loss, model.Evaluate(Sets.Points(20, seed: 2)).Loss);
        }
    }
}
