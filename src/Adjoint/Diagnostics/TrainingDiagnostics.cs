namespace Adjoint;

/// <summary>
/// The names under which every training reports itself to the platform: <c>dotnet-counters monitor --counters Adjoint</c>, and in OpenTelemetry
/// <c>AddMeter(TrainingDiagnostics.MeterName)</c> and <c>AddSource(TrainingDiagnostics.ActivitySourceName)</c>. When nobody listens it costs nothing.
/// </summary>
/// <remarks>
/// Every instrument has the tag <c>adjoint.model</c>, the name of the model's class:
/// <list type="table">
/// <item><term><c>adjoint.training.iterations</c></term><description>counter, {iteration}: updates of the parameters</description></item>
/// <item><term><c>adjoint.training.samples</c></term><description>counter, {sample}: samples trained on</description></item>
/// <item><term><c>adjoint.training.loss</c></term><description>gauge: the mean loss over the latest batch, before its update</description></item>
/// <item><term><c>adjoint.epoch.duration</c></term><description>histogram, s: the time in the iterations of a whole epoch, as <see cref="Epoch.Duration"/></description></item>
/// <item><term><c>adjoint.epoch.loss</c></term><description>gauge: the mean training loss of the latest whole epoch, as <see cref="Epoch.Loss"/></description></item>
/// <item><term><c>adjoint.epoch.throughput</c></term><description>gauge, {sample}/s: as <see cref="Epoch.SamplesPerSecond"/></description></item>
/// <item><term><c>adjoint.validation.loss</c></term><description>gauge: as <see cref="Evaluation.Loss"/></description></item>
/// <item><term><c>adjoint.validation.accuracy</c></term><description>gauge, 0 to 1: as <see cref="Evaluation.Accuracy"/>, where the model has one</description></item>
/// </list>
/// A training is an activity <c>adjoint.training</c>, each of its epochs an activity <c>adjoint.epoch</c> in it, with their numbers as tags. They never
/// become <see cref="System.Diagnostics.Activity.Current"/>, because a loop over epochs may be left at any time.
/// </remarks>
public static class TrainingDiagnostics
{
    /// <summary>The name of the meter: "Adjoint".</summary>
    public const string MeterName = "Adjoint";

    /// <summary>The name of the source of activities: "Adjoint".</summary>
    public const string ActivitySourceName = "Adjoint";
}
