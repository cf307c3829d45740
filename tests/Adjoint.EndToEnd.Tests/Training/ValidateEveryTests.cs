using Adjoint.EndToEnd.Tests.Support;

namespace Adjoint.EndToEnd.Tests.Training;

/// <summary>When the validation set is looked at.</summary>
public class ValidateEveryTests
{
    private static readonly Dataset<Side> Data = Sets.Points(20), ValidationSet = Sets.Points(10, seed: 2);
    private readonly Sides _model = new(3);
    private readonly List<string> _bits = [];

    [Fact]
    public void AfterEachEpochUnlessSaid() => Assert.Equal([true, true, true], Validated(1.Epochs()));

    [Fact]
    public void AfterEverySoManyEpochs() => Assert.Equal([false, true, false], Validated(2.Epochs()));

    [Fact]
    public void InTheMiddleOfAnEpoch()
    {
        // Five iterations in an epoch: after 3, 6, 9, 12 and 15.
        Assert.Equal([true, true, true], Validated(3.Iterations()));
        Assert.Equal(5, _bits.Distinct().Count());
    }

    [Fact]
    public void AnEpochHasItsLastValidation()
    {
        var count = 0;
        var metric = new ValidationMetric("counted", isLargerBetter: true, _ => ++count);
        var result = _model.Fit(Data, Options(2.Iterations(), new() { Metric = metric, Patience = 100 }));

        Assert.Equal(7, count);
        Assert.Equal(StopReason.Completed, result.Reason);
    }

    [Fact]
    public void AnEarlyStopMayComeInTheMiddle()
    {
        var metric = new ValidationMetric("scripted", isLargerBetter: false, _ =>
        {
            _bits.Add(_model.Bits());
            return _bits.Count;
        });
        var result = _model.Fit(Data, Options(2.Iterations(), new() { Metric = metric, Patience = 2 }));

        // The first is the best, the second and third are not: after the sixth iteration, the first of the second epoch.
        Assert.Equal((StopReason.EarlyStopping, 2, 1), (result.Reason, result.Epochs.Count, result.Best!.Value.Number));
        Assert.Equal(_bits[0], _model.Bits());
        Assert.Equal(24, result.Epochs.Sum(epoch => (int)Math.Round(epoch.SamplesPerSecond * epoch.Duration.TotalSeconds)));
    }

    [Fact]
    public void TheNumberOfValidationsChangesNoBit()
    {
        var (each, seldom) = (new Sides(3), new Sides(3));
        each.Fit(Data, Options(1.Iterations()));
        seldom.Fit(Data, Options(3.Epochs()));

        Assert.Equal(seldom.Bits(), each.Bits());
    }

    private static TrainingOptions<Side> Options(Amount every, EarlyStopping? stopping = null) =>
        new() { Epochs = 3, BatchSize = 4, Validation = ValidationSet, ValidateEvery = every, EarlyStopping = stopping };

    private IEnumerable<bool> Validated(Amount every)
    {
        var metric = new ValidationMetric("noted", isLargerBetter: false, evaluation =>
        {
            _bits.Add(_model.Bits());
            return evaluation.Loss;
        });
        return [.. _model.Fit(Data, Options(every, new() { Metric = metric, Patience = 100, RestoreBest = false })).Epochs.Select(epoch => epoch.Validation is not null)];
    }
}
