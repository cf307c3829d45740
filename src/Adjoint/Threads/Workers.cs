using System.Numerics;

namespace Adjoint;

/// <summary>The workers of the process, one fewer than it has processors: started when first needed, never ended, and lent to one training at a time.</summary>
internal static class Workers
{
    private const int Most = 63;

    private static readonly Worker?[] All = new Worker?[Math.Min(Environment.ProcessorCount - 1, Most)];
    private static long _lent;

    /// <summary>How many there are at most.</summary>
    public static int Count => All.Length;

    /// <summary>Borrows up to as many workers as fit the array, those that nobody else has; says which, for <see cref="Return"/>.</summary>
    public static long Borrow(Span<Worker> borrowed, out int count)
    {
        while (true)
        {
            var lent = Volatile.Read(ref _lent);
            var (mine, left) = (0L, Math.Min(borrowed.Length, Count));
            for (var number = 0; number < Count && left > 0; number++)
            {
                if ((lent >> number & 1) == 0)
                {
                    mine |= 1L << number;
                    left--;
                }
            }

            if (Interlocked.CompareExchange(ref _lent, lent | mine, lent) == lent)
            {
                count = 0;
                for (var bits = mine; bits != 0; bits &= bits - 1)
                {
                    borrowed[count++] = At(BitOperations.TrailingZeroCount(bits));
                }

                return mine;
            }
        }
    }

    /// <summary>Gives them back.</summary>
    public static void Return(long borrowed) => Interlocked.And(ref _lent, ~borrowed);

    /// <summary>Offers a job to any worker; if all have one in store, whoever needs its result will do it.</summary>
    public static void OfferAhead(Job job)
    {
        job.Offer(null);
        // The last ones first: teams begin with the first.
        for (var number = Count - 1; number >= 0 && !At(number).TryGiveAhead(job); number--)
        {
        }
    }

    private static Worker At(int number) => Volatile.Read(ref All[number]) ?? Start(number);

    private static Worker Start(int number)
    {
        lock (All)
        {
            return All[number] ??= Worker.Start(number + 1);
        }
    }
}
