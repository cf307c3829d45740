namespace Adjoint;

/// <summary>What gives a training its batches: each lies ready before the trainer sees it.</summary>
internal interface IBatchSource<TLabel> : IDisposable
    where TLabel : unmanaged
{
    /// <summary>An epoch begins.</summary>
    void StartEpoch(int number);

    /// <summary>The batch of an iteration of the epoch, from 0; it stays as it is until the next one is taken. Null if there are no more rows, or <see cref="Stop"/> was called.</summary>
    BatchSlot<TLabel>? Take(int iteration);

    /// <summary>A batch of the caller's.</summary>
    BatchSlot<TLabel> Copy(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights);

    /// <summary>The rows that an iteration of the epoch, the last one taken, trains on, by their numbers in the source.</summary>
    ReadOnlySpan<int> RowsOf(int iteration);

    /// <summary>No further batch is needed: whoever waits for one returns. From any thread, and again.</summary>
    void Stop();
}
