namespace Adjoint;

/// <summary>
/// A background thread shared by all trainings of the process. It looks for jobs for some microseconds after the last one and then sleeps: while a training runs it is awake, and
/// without one it costs nothing.
/// </summary>
internal sealed class Worker
{
    // Times some 40 ns each: longer than the pauses between the parts of an iteration, shorter than anybody would notice.
    private const int SpinsBeforeSleep = 2000;

    // Some microseconds: what is needed later lets a part of the iteration that begins go first, for which others would wait, and fills the pause after it.
    private const int SpinsBeforeAhead = 100;

    private readonly object _sleep = new();
    private Job? _part;
    private Job? _ahead;
    private bool _isAsleep;

    private Worker()
    {
    }

    /// <summary>Starts a thread.</summary>
    public static Worker Start(int number)
    {
        var worker = new Worker();
        new Thread(worker.Work) { IsBackground = true, Name = $"Adjoint worker {number}" }.Start();
        return worker;
    }

    /// <summary>A part of what others are at now: in the place of the last one.</summary>
    public void Give(Job part)
    {
        Volatile.Write(ref _part, part);
        Wake();
    }

    /// <summary>Something that is needed later; false if the worker has such a job already.</summary>
    public bool TryGiveAhead(Job job)
    {
        while (true)
        {
            // One that somebody else has begun meanwhile is of no use here.
            var held = Volatile.Read(ref _ahead);
            if (held is { IsOffered: true } && held != job)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _ahead, job, held) == held)
            {
                Wake();
                return true;
            }
        }
    }

    private void Wake()
    {
        // What was given must be seen by a worker that is about to sleep, or its sleep here.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isAsleep))
        {
            lock (_sleep)
            {
                _isAsleep = false;
                Monitor.Pulse(_sleep);
            }
        }
    }

    private void Work()
    {
        var waited = 0;
        for (var idle = 0; ; idle++)
        {
            var hasAhead = Volatile.Read(ref _ahead) is not null;
            if (TryWork(ref _part))
            {
                idle = 0;
                waited = hasAhead ? SpinsBeforeAhead : 0;
            }
            else if (hasAhead && waited >= SpinsBeforeAhead && TryWork(ref _ahead))
            {
                idle = 0;
                waited = 0;
            }
            else if (idle < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
                waited = hasAhead ? waited + 1 : 0;
            }
            else
            {
                Sleep();
                idle = 0;
            }
        }
    }

    private static bool TryWork(ref Job? box)
    {
        if (Volatile.Read(ref box) is not { } job)
        {
            return false;
        }

        // First out of the box: what is put there afterwards is another offer.
        Interlocked.CompareExchange(ref box, null, job);
        job.TryRun();
        return true;
    }

    private void Sleep()
    {
        lock (_sleep)
        {
            Volatile.Write(ref _isAsleep, true);
            Interlocked.MemoryBarrier();
            while (_isAsleep && Volatile.Read(ref _part) is null && Volatile.Read(ref _ahead) is null)
            {
                Monitor.Wait(_sleep);
            }

            _isAsleep = false;
        }
    }
}
