using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// The peer's side: a process that says "ready" and its settings, then answers "go n" with microseconds per iteration by the clock and of the core, "score" with
/// the loss and the accuracy (nan where there is none), "restart" with "ready".
/// </summary>
internal sealed class PeerProcess(ProcessStartInfo start) : ITrainingSide
{
    private readonly Conversation _conversation = new(start);

    /// <summary>What the peer says that it runs with.</summary>
    public string Settings => _conversation.Settings;

    public TimeSpan ProcessorTime => _conversation.ProcessorTime;

    public void Restart() => _conversation.Order("restart");

    public ChunkTime Go(int iterations)
    {
        var (clock, core) = _conversation.Numbers($"go {iterations}");
        return new(clock, core);
    }

    public Score Score()
    {
        var (loss, accuracy) = _conversation.Numbers("score");
        return new(loss, double.IsNaN(accuracy) ? null : accuracy);
    }

    public void Dispose() => _conversation.Dispose();
}
