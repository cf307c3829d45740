using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Reports one training to whoever listens. Nothing is computed or allocated for those who do not.</summary>
internal sealed class TrainingReporter
{
    private KeyValuePair<string, object?> _model;
    private Activity? _training;
    private Activity? _epoch;

    public void TrainingStarted(string model, int epochs, int iterationsPerEpoch)
    {
        _model = new("adjoint.model", model);
        if (Instruments.Activities.HasListeners())
        {
            _training = Start("adjoint.training", Activity.Current?.Context ?? default)?
                .SetTag("adjoint.epochs", epochs).SetTag("adjoint.iterations_per_epoch", iterationsPerEpoch);
        }
    }

    public void EpochStarted(int number)
    {
        if (Instruments.Activities.HasListeners())
        {
            _epoch = Start("adjoint.epoch", _training?.Context ?? default)?.SetTag("adjoint.epoch", number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Iterated(double loss, int samples)
    {
        if (Instruments.Iterations.Enabled)
        {
            Instruments.Iterations.Add(1, _model);
        }

        if (Instruments.Samples.Enabled)
        {
            Instruments.Samples.Add(samples, _model);
        }

        if (Instruments.Loss.Enabled)
        {
            Instruments.Loss.Record(loss, _model);
        }
    }

    /// <summary>All iterations of an epoch were run, and its validation if it has one.</summary>
    public void EpochEnded(in EpochRecord record)
    {
        Instruments.EpochDuration.Record(record.Duration.TotalSeconds, _model);
        Instruments.EpochLoss.Record(record.Loss.Mean, _model);
        Instruments.Throughput.Record(record.SamplesPerSecond, _model);
        if (record.Validation is { } validation)
        {
            Instruments.ValidationLoss.Record(validation.Loss, _model);
            if (!double.IsNaN(validation.Accuracy))
            {
                Instruments.ValidationAccuracy.Record(validation.Accuracy, _model);
            }

            _epoch?.SetTag("adjoint.validation.loss", validation.Loss).SetTag("adjoint.validation.accuracy", validation.Accuracy);
        }

        _epoch?.SetTag("adjoint.loss", record.Loss.Mean);
        Stop(ref _epoch);
    }

    public void TrainingEnded(StopReason reason)
    {
        // An epoch that was not run to its end has no loss.
        Stop(ref _epoch);
        _training?.SetTag("adjoint.stop_reason", reason.ToString());
        if (reason == StopReason.Diverged)
        {
            _training?.SetStatus(ActivityStatusCode.Error, "The loss was not a finite number.");
        }

        Stop(ref _training);
    }

    private Activity? Start(string name, ActivityContext parent)
    {
        var current = Activity.Current;
        var activity = Instruments.Activities.StartActivity(name, ActivityKind.Internal, parent)?.SetTag(_model.Key, _model.Value);
        Activity.Current = current;
        return activity;
    }

    /// <summary>Ends an activity, and leaves what the caller is in as it is.</summary>
    private static void Stop(ref Activity? activity)
    {
        if (activity is not null)
        {
            var current = Activity.Current;
            activity.Stop();
            Activity.Current = current;
            activity = null;
        }
    }
}
