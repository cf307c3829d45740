using System.Diagnostics;
using System.Diagnostics.Metrics;
using Adjoint.EndToEnd.Tests.Support;
using Adjoint.EndToEnd.Tests.Training;

namespace Adjoint.EndToEnd.Tests.Diagnostics;

/// <summary>Trained only here, so that what is reported of it is this test's.</summary>
[Model, Input(2), Dense(8), Tanh, Dense<Side>, CrossEntropy, Adam(LearningRate = 0.01)]
public partial class Metered;

/// <summary>Values, which have no accuracy.</summary>
[Model, Input(3), Dense(5), Relu, Dense(2), MeanSquaredError, Sgd(LearningRate = 0.05)]
public partial class MeteredValues;

/// <summary>A loss that soon is no number.</summary>
[Model, Input(3), Dense(2), MeanSquaredError, Sgd(LearningRate = 1e20)]
public partial class MeteredDivergence;

/// <summary>What dotnet-counters and OpenTelemetry see of a training.</summary>
[Collection(Alone)]
public class InstrumentTests
{
    private const string Alone = "Listening";

    /// <summary>An activity is allocated: tests that count allocations must not train while somebody listens.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class ListeningAlone;

    [Fact]
    public void TheMeterReportsWhatTheEpochsSay()
    {
        var seen = new List<(string Name, double Value)>();
        using var listener = Listen("Metered", seen);
        var training = new Metered(1).Train(Sets.Points(20), new() { Epochs = 2, BatchSize = 8, Validation = Sets.Points(10, seed: 2) });
        var losses = training.Epochs.SelectMany(epoch => epoch.Iterations).Select(iteration => iteration.Loss).ToArray();
        var epochs = training.Result.Epochs;

        Assert.Equal([1, 1, 1, 1, 1, 1], Of("adjoint.training.iterations"));
        Assert.Equal([8, 8, 4, 8, 8, 4], Of("adjoint.training.samples"));
        Assert.Equal(losses, Of("adjoint.training.loss"));
        Assert.Equal(epochs.Select(epoch => epoch.Loss), Of("adjoint.epoch.loss"));
        Assert.Equal(epochs.Select(epoch => epoch.SamplesPerSecond), Of("adjoint.epoch.throughput"));
        Assert.Equal(epochs.Select(epoch => epoch.Duration.TotalSeconds), Of("adjoint.epoch.duration"));
        Assert.Equal(epochs.Select(epoch => epoch.Validation!.Value.Loss), Of("adjoint.validation.loss"));
        Assert.Equal(epochs.Select(epoch => epoch.Validation!.Value.Accuracy), Of("adjoint.validation.accuracy"));

        double[] Of(string name) => [.. seen.Where(one => one.Name == name).Select(one => one.Value)];
    }

    [Fact]
    public void ValuesHaveNoAccuracyAndAnUnfinishedEpochHasNoLoss()
    {
        var seen = new List<(string Name, double Value)>();
        using var listener = Listen("MeteredValues", seen);
        var training = new MeteredValues(1).Train(Sets.Pairs(20), new() { Epochs = 2, BatchSize = 8, Validation = Sets.Pairs(10) });
        var count = 0;
        foreach (var epoch in training.Epochs)
        {
            foreach (var _ in epoch.Iterations)
            {
                if (++count == 4)
                {
                    training.Cancel();
                }
            }
        }

        Assert.Equal(StopReason.Cancelled, training.StopReason);
        Assert.Equal(4, seen.Count(one => one.Name == "adjoint.training.iterations"));
        Assert.Single(seen, one => one.Name == "adjoint.epoch.loss");
        Assert.Single(seen, one => one.Name == "adjoint.validation.loss");
        Assert.DoesNotContain(seen, one => one.Name == "adjoint.validation.accuracy");
    }

    [Fact]
    public void ATrainingIsAnActivityAndItsEpochsAreActivitiesInIt()
    {
        var stopped = new List<Activity>();
        using var listener = ListenToActivities("Metered", stopped);
        using var outer = new Activity("outer").Start();
        var training = new Metered(1).Train(Sets.Points(20), new() { Epochs = 2, BatchSize = 8, Validation = Sets.Points(10, seed: 2) });
        foreach (var epoch in training.Epochs)
        {
            Assert.Same(outer, Activity.Current);
        }

        Assert.Same(outer, Activity.Current);
        Assert.Equal(["adjoint.epoch", "adjoint.epoch", "adjoint.training"], stopped.Select(activity => activity.OperationName));
        Assert.Equal(outer.SpanId, stopped[2].ParentSpanId);
        Assert.All(stopped.Take(2), epoch => Assert.Equal(stopped[2].SpanId, epoch.ParentSpanId));
        Assert.Equal([1, 2], stopped.Take(2).Select(epoch => epoch.GetTagItem("adjoint.epoch")));
        Assert.Equal(training.Result.Loss, stopped[1].GetTagItem("adjoint.loss"));
        Assert.Equal(training.Result.Validation!.Value.Accuracy, stopped[1].GetTagItem("adjoint.validation.accuracy"));
        Assert.Equal("Completed", stopped[2].GetTagItem("adjoint.stop_reason"));
        Assert.Equal(ActivityStatusCode.Unset, stopped[2].Status);
        Assert.True(stopped[2].Duration >= stopped[0].Duration + stopped[1].Duration);
    }

    [Fact]
    public void ADivergedTrainingIsAnError()
    {
        var stopped = new List<Activity>();
        using var listener = ListenToActivities("MeteredDivergence", stopped);
        var result = new MeteredDivergence(1).Fit(Sets.Pairs(20), new() { Epochs = 20, BatchSize = 4 });

        Assert.Equal(StopReason.Diverged, result.Reason);
        var training = Assert.Single(stopped, activity => activity.OperationName == "adjoint.training");
        Assert.Equal((ActivityStatusCode.Error, "Diverged"), (training.Status, training.GetTagItem("adjoint.stop_reason")));
        Assert.Equal(result.Epochs.Count + 1, stopped.Count);
    }

    [Fact]
    public void ListeningToTheMeterAllocatesNothingInTheLoop()
    {
        var (iterations, loss) = (0L, 0.0);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TrainingDiagnostics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref iterations, value));
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => loss = value);
        listener.Start();
        var training = new Metered(1).Train(Sets.Points(300), new() { Epochs = 10, Validation = Sets.Points(200, seed: 2) });
        var epochs = training.Epochs.GetEnumerator();

        Assert.Equal(0, Allocations.Of(() => Assert.True(epochs.MoveNext() && epochs.Current.Loss > 0)));
        Assert.True(iterations > 0);
    }

    private static MeterListener Listen(string model, List<(string Name, double Value)> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Adjoint")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;

        // Other tests train at the same time.
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var tag = Assert.Single(tags.ToArray());
            Assert.Equal("adjoint.model", tag.Key);
            if ((string?)tag.Value == model)
            {
                seen.Add((instrument.Name, value));
            }
        }
    }

    private static ActivityListener ListenToActivities(string model, List<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TrainingDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("adjoint.model") == model)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
