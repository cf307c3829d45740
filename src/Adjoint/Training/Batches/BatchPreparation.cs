namespace Adjoint;

/// <summary>Preparing a batch, now or ahead: which rows, and where they go.</summary>
internal sealed class BatchPreparation<TLabel>(Dataset<TLabel> data, BatchSlot<TLabel> slot, int[] order) : Job
    where TLabel : unmanaged
{
    /// <summary>Where the batch lies when the job is done.</summary>
    public BatchSlot<TLabel> Slot => slot;

    /// <summary>The place of its first row in the order of the epoch.</summary>
    public int First { get; set; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; set; }

    protected override void Run() => slot.Gather(data, order.AsSpan(First, Count));
}
