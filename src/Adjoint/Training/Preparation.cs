using System.Collections.Concurrent;
using System.Diagnostics;

namespace Adjoint;

/// <summary>
/// Compiles what an iteration calls, before the first epoch: the just-in-time compiler takes a tenth of a second or two for the kernels of a model, which would otherwise be most of the first
/// epoch of a small one. An iteration is made on a trainer of its own, and the model is as it was.
/// </summary>
internal static class Preparation
{
    /// <summary>Epochs of more operations (some two seconds) do not notice the compiler, and their trainers are large.</summary>
    private const double MostFlops = 2e11;

    private static readonly ConcurrentDictionary<(Type Model, int BatchSize), bool> Prepared = new();

    /// <summary>Runs one iteration with a whole batch and one with what is left for the last, if this has not been done in this process; returns how long it took.</summary>
    public static TimeSpan Run<TLabel>(Network<TLabel> network, Dataset<TLabel> data, TrainingOptions<TLabel> options, TrainingPlan plan)
        where TLabel : unmanaged
    {
        var flops = (double)data.Count * network.Layout.FlopsOfSample;
        if (flops > MostFlops || !Prepared.TryAdd((network.GetType(), plan.BatchSize), true))
        {
            return TimeSpan.Zero;
        }

        var start = Stopwatch.GetTimestamp();
        using var trial = new Trial<TLabel>(network, continues: true);
        var trainer = network.NewTrainer(plan.BatchSize, options);
        var slot = new BatchSlot<TLabel>(plan.BatchSize, data.FeatureCount, network.LabelsPerRow);
        slot.Gather(data, data.SourceRows[..plan.BatchSize]);
        trainer.Run(slot);
        if (!plan.DropLast && data.Count % plan.BatchSize is > 0 and var left)
        {
            slot.Gather(data, data.SourceRows[..left]);
            trainer.Run(slot);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
