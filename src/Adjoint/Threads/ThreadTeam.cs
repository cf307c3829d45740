using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// The threads of an iteration: the training's own, and the workers that it has borrowed meanwhile. Kernels cut their results into more parts than there are threads. Each thread takes
/// its own first, which are the same ones in every iteration, so that what it reads is still in its cache, and then those that others have not come to. Which thread computes a part, and
/// into how many it is cut, changes no bit, since every result has one accumulator and is wholly in one part.
/// </summary>
internal sealed unsafe class ThreadTeam
{
    private const int PartsOfThread = 4;

    [ThreadStatic]
    private static ThreadTeam? _current;

    private readonly Worker[] _workers;
    private readonly Share[] _shares;
    private readonly NextPart[] _next;
    private readonly int _threads;
    private delegate*<void*, int, int, void> _work;
    private void* _context;
    private int _parts;
    private long _borrowed;
    private int _borrowedCount;

    /// <summary>A team of so many threads; with 1 it never cuts.</summary>
    public ThreadTeam(int threads)
    {
        _threads = threads;
        _workers = new Worker[Math.Min(threads - 1, Workers.Count)];
        _next = new NextPart[threads];
        _shares = new Share[threads - 1];
        for (var i = 0; i < _shares.Length; i++)
        {
            _shares[i] = new Share(this, i + 1);
        }
    }

    /// <summary>How many threads this one can cut its work for now: 1 outside of an iteration with threads.</summary>
    public static int Size => _current?._threads ?? 1;

    /// <summary>Until <see cref="Leave"/>, kernels that this thread calls are cut for the team. Workers that another training has are not waited for: this thread does their parts.</summary>
    public void Enter()
    {
        if (_threads > 1)
        {
            _borrowed = Workers.Borrow(_workers, out _borrowedCount);
            _current = this;
        }
    }

    /// <summary>Gives the workers back.</summary>
    public void Leave()
    {
        if (_threads > 1)
        {
            _current = null;
            Workers.Return(_borrowed);
        }
    }

    /// <summary>
    /// Calls work(context, part, parts) for each part, on any of the threads, and returns when all are done, or throws what one threw. Neighbouring parts are of one thread as far as it comes.
    /// </summary>
    public static void Run(delegate*<void*, int, int, void> work, void* context, int parts)
    {
        if (_current is { } team)
        {
            team.RunParts(work, context, parts);
            return;
        }

        for (var part = 0; part < parts; part++)
        {
            work(context, part, parts);
        }
    }

    /// <summary>Into how many parts to cut something: some for each thread, so that one which comes late leaves some to the others, but none smaller than what is worth cutting off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Parts(nuint length, nuint least) => (int)nuint.Clamp(length / least, 1, (nuint)(PartsOfThread * Size));

    /// <summary>The end of a part of <paramref name="length"/> things, cut at multiples of <paramref name="unit"/>; part -1 ends where the first begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint End(nuint length, nuint unit, int part, int parts)
        => part + 1 == parts ? length : nuint.Min(length, length / unit * (nuint)(part + 1) / (nuint)parts * unit);

    /// <summary>A part of <paramref name="length"/> floats, cut at whole vectors of any width.</summary>
    public static Range Part(int length, int part, int parts) =>
        (int)End((nuint)length, Simd512.Width, part - 1, parts)..(int)End((nuint)length, Simd512.Width, part, parts);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunParts(delegate*<void*, int, int, void> work, void* context, int parts)
    {
        _work = work;
        _context = context;
        _parts = parts;
        for (var thread = 0; thread < _threads; thread++)
        {
            _next[thread].Number = FirstPart(thread);
        }

        for (var i = 0; i < _shares.Length; i++)
        {
            _shares[i].Offer(i < _borrowedCount ? _workers[i] : null);
        }

        // A part is not cut again.
        _current = null;
        try
        {
            TakeParts(0);
        }
        finally
        {
            // Whatever happens, nobody may be at the context any more when this method is left.
            foreach (var share in _shares)
            {
                share.Complete();
            }

            _current = this;
        }

        foreach (var share in _shares)
        {
            share.Finish();
        }
    }

    private int FirstPart(int thread) => (int)((long)_parts * thread / _threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeParts(int thread)
    {
        for (var i = 0; i < _threads; i++)
        {
            var owner = (thread + i) % _threads;
            var end = FirstPart(owner + 1);
            ref var next = ref _next[owner].Number;
            while (Volatile.Read(ref next) < end && Interlocked.Increment(ref next) - 1 is var part && part < end)
            {
                _work(_context, part, _parts);
            }
        }
    }

    /// <summary>The next part of a thread's that nobody has taken; on cache lines of its own, which only who takes one disturbs.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct NextPart
    {
        public int Number;
    }

    private sealed class Share(ThreadTeam team, int thread) : Job
    {
        protected override void Run() => team.TakeParts(thread);
    }
}
