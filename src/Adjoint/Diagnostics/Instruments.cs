using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Adjoint;

/// <summary>What all trainings of the process report to.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Activities = new(TrainingDiagnostics.ActivitySourceName);

    private static readonly Meter Meter = new(TrainingDiagnostics.MeterName);

    public static readonly Counter<long> Iterations = Meter.CreateCounter<long>("adjoint.training.iterations", "{iteration}", "Updates of the parameters.");

    public static readonly Counter<long> Samples = Meter.CreateCounter<long>("adjoint.training.samples", "{sample}", "Samples trained on.");

    public static readonly Gauge<double> Loss = Meter.CreateGauge<double>("adjoint.training.loss", description: "The mean loss over the latest batch.");

    public static readonly Histogram<double> EpochDuration = Meter.CreateHistogram<double>(
        "adjoint.epoch.duration", "s", "The time in the iterations of an epoch.");

    public static readonly Gauge<double> EpochLoss = Meter.CreateGauge<double>("adjoint.epoch.loss", description: "The mean training loss of the latest epoch.");

    public static readonly Gauge<double> Throughput = Meter.CreateGauge<double>(
        "adjoint.epoch.throughput", "{sample}/s", "Samples trained on in a second of the latest epoch.");

    public static readonly Gauge<double> ValidationLoss = Meter.CreateGauge<double>("adjoint.validation.loss", description: "The mean loss of the latest validation.");

    public static readonly Gauge<double> ValidationAccuracy = Meter.CreateGauge<double>(
        "adjoint.validation.accuracy", description: "The share of right answers in the latest validation, 0 to 1.");
}
