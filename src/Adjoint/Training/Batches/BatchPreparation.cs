using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Preparing a batch, now or ahead: which rows, where they go, and what changes them there.</summary>
internal sealed class BatchPreparation<TLabel>(Dataset<TLabel> data, BatchSlot<TLabel> slot, int[] order, Augmenter? augmenter) : Job
    where TLabel : unmanaged
{
    /// <summary>Where the batch lies when the job is done.</summary>
    public BatchSlot<TLabel> Slot => slot;

    /// <summary>The number of the epoch.</summary>
    public int Epoch { get; set; }

    /// <summary>The place of its first row in the order of the epoch.</summary>
    public int First { get; set; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run()
    {
        slot.Gather(data, order.AsSpan(First, Count));
        augmenter?.Apply(Epoch, First, data.FeatureCount, slot.Inputs);
    }
}
