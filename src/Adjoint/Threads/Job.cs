using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// Work that a worker may do, or whoever needs its result: who comes first does it, so that nobody waits for a thread that the system has not woken. It is offered again and
/// again and allocates nothing.
/// </summary>
internal abstract class Job
{
    private const int Done = 0;
    private const int Offered = 1;
    private const int Running = 2;

    // About 100 µs.
    private const int SpinsBeforeYield = 3000;

    private Line _state;
    private ExceptionDispatchInfo? _error;

    /// <summary>Whether nobody has begun it.</summary>
    public bool IsOffered => Volatile.Read(ref _state.Value) == Offered;

    /// <summary>What there is to do. What it throws is thrown by <see cref="Finish"/>.</summary>
    protected abstract void Run();

    /// <summary>Offers the job, which must be done, to a worker.</summary>
    public void Offer(Worker? worker)
    {
        _error = null;
        Volatile.Write(ref _state.Value, Offered);
        worker?.Give(this);
    }

    /// <summary>Does the job unless it is done or another thread is at it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TryRun()
    {
        if (Interlocked.CompareExchange(ref _state.Value, Running, Offered) != Offered)
        {
            return;
        }

        try
        {
            Run();
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the thread that needs the result.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }

        Volatile.Write(ref _state.Value, Done);
    }

    /// <summary>Returns when the job is done: by this thread if nobody has begun it. What it threw is kept for <see cref="Finish"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Complete()
    {
        TryRun();
        for (var tries = 0; Volatile.Read(ref _state.Value) != Done; tries++)
        {
            // Another thread is at it and will be done soon, unless the system took its processor away: then it may have this one.
            if (tries < SpinsBeforeYield)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>The same, and throws what the job threw.</summary>
    public void Finish()
    {
        Complete();
        if (_error is { } error)
        {
            _error = null;
            error.Throw();
        }
    }

    /// <summary>A number on a cache line of its own: threads that look at it disturb nothing else.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Line
    {
        [FieldOffset(64)]
        public int Value;
    }
}
