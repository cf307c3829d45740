using System.Runtime.CompilerServices;
using Adjoint.Kernels;

namespace Adjoint;

/// <summary>
/// The threads of an iteration: the training's own, and the workers that it has borrowed meanwhile. Kernels cut their results into parts for them; which thread computes a part, and
/// into how many it is cut, changes no bit, since every result has one accumulator and is wholly in one part.
/// </summary>
internal sealed unsafe class ThreadTeam
{
    [ThreadStatic]
    private static ThreadTeam? _current;

    private readonly Worker[] _workers;
    private readonly PartJob[] _parts;
    private readonly int _threads;
    private delegate*<void*, int, int, void> _work;
    private void* _context;
    private long _borrowed;
    private int _borrowedCount;

    /// <summary>A team that cuts work into so many parts; with 1 it never cuts.</summary>
    public ThreadTeam(int threads)
    {
        _threads = threads;
        _workers = new Worker[Math.Min(threads - 1, Workers.Count)];
        _parts = new PartJob[threads - 1];
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = new PartJob(this, i + 1);
        }
    }

    /// <summary>Into how many parts this thread can cut its work now: 1 outside of an iteration with threads.</summary>
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

    /// <summary>Calls work(context, part, parts) for each part, each on one of the threads, and returns when all are done, or throws what one threw.</summary>
    public static void Run(delegate*<void*, int, int, void> work, void* context)
    {
        if (_current is { } team)
        {
            team.RunParts(work, context);
        }
        else
        {
            work(context, 0, 1);
        }
    }

    /// <summary>The end of a part of <paramref name="length"/> things, cut at multiples of <paramref name="unit"/>; part -1 ends where the first begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint End(nuint length, nuint unit, int part, int parts)
        => part + 1 == parts ? length : nuint.Min(length, length / unit * (nuint)(part + 1) / (nuint)parts * unit);

    /// <summary>A part of <paramref name="length"/> floats, cut at whole vectors of any width.</summary>
    public static Range Part(int length, int part, int parts) =>
        (int)End((nuint)length, Simd512.Width, part - 1, parts)..(int)End((nuint)length, Simd512.Width, part, parts);

    private void RunParts(delegate*<void*, int, int, void> work, void* context)
    {
        _work = work;
        _context = context;
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Offer(i < _borrowedCount ? _workers[i] : null);
        }

        try
        {
            work(context, 0, _threads);
        }
        finally
        {
            // Whatever happens, nobody may be at the context any more when this method is left.
            foreach (var part in _parts)
            {
                part.Complete();
            }
        }

        foreach (var part in _parts)
        {
            part.Finish();
        }
    }

    private sealed class PartJob(ThreadTeam team, int number) : Job
    {
        protected override void Run() => team._work(team._context, number, team._threads);
    }
}
