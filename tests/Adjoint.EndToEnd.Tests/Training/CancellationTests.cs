using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>A token ends a training between two iterations.</summary>
public sealed class CancellationTests : IDisposable
{
    private static readonly Dataset<Side> Data = Sets.Points(20);
    private readonly CancellationTokenSource _source = new();
    private readonly Sides _model = new(3);

    [Fact]
    public void ItEndsBetweenTwoIterations()
    {
        var training = _model.Train(Data, Options);
        var seen = new List<(int Epoch, int Iteration)>();
        foreach (var epoch in training.Epochs)
        {
            foreach (var iteration in epoch.Iterations)
            {
                seen.Add((epoch.Number, iteration.Number));
                if (seen.Count == 7)
                {
                    _source.Cancel();
                }
            }
        }

        Assert.Equal((2, 2), seen[^1]);
        Assert.Equal("Cancelled in epoch 2 after 2 of 5 iterations.", training.Result.Explanation);
        Assert.Equal(StopReason.Cancelled, training.StopReason);
        Assert.Null(training.Result.Validation);
        Assert.Equal(7, training.Result.Epochs.Sum(epoch => epoch.Iterations.Count() + (epoch.Number == 1 ? 5 : 2)));
    }

    [Fact]
    public void BeforeItBeginsItTrainsNothing()
    {
        _source.Cancel();
        var before = _model.Bits();

        var result = _model.Fit(Data, Options);

        Assert.Equal((StopReason.Cancelled, 0), (result.Reason, result.Epochs.Count));
        Assert.True(double.IsNaN(result.Loss));
        Assert.Equal(before, _model.Bits());
    }

    [Fact]
    public void TheBestParametersAreRestored()
    {
        var best = string.Empty;
        var validations = 0;
        var metric = new ValidationMetric("scripted", isLargerBetter: false, _ =>
        {
            validations++;
            best = validations == 1 ? _model.Bits() : best;
            if (validations == 2)
            {
                _source.Cancel();
            }

            return validations;
        });

        var result = _model.Fit(Data, new() { Epochs = 10, BatchSize = 4, Validation = Data, Cancellation = _source.Token, EarlyStopping = new() { Metric = metric } });

        Assert.Equal(StopReason.Cancelled, result.Reason);
        Assert.Equal(best, _model.Bits());
    }

    public void Dispose() => _source.Dispose();

    private TrainingOptions<Side> Options => new() { Epochs = 4, BatchSize = 4, Cancellation = _source.Token };
}
