using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// The same training on one thread and on several, in chunks that alternate; at the end both must have come to the same bits. Threads of other processes take from the second one first:
/// what is printed of a busy machine is a lower bound.
/// </summary>
internal static class ThreadSpeed
{
    private const double ChunkMicroseconds = 20_000;
    private const int Rounds = 31;

    public static int Run(string[] names)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"us per iteration, medians of {Rounds} rounds; 1 thread, then {threads}");
        Console.WriteLine();
        Console.WriteLine("workload          1 thread  as pays off     threads  gain (least - most)");
        foreach (var workload in AllWorkloads.List.Where(workload => workload.IsAskedFor(names)))
        {
            if (workload.Missing is { } missing)
            {
                Console.WriteLine($"{workload.Name}: {missing}");
                continue;
            }

            if (!Compare(workload, threads))
            {
                return 1;
            }
        }

        return 0;
    }

    private static bool Compare(Workload workload, int threads)
    {
        using var alone = workload.Start(threads: 1);
        using var chosen = workload.Start(threads: 0);
        using var many = workload.Start(threads);
        ITrainingSide[] sides = [alone, chosen, many];
        foreach (var side in sides)
        {
            WarmUp(side);
            side.Restart();
        }

        var chunk = Math.Max(1, (int)(ChunkMicroseconds / alone.Go(50).Clock));
        chosen.Go(50);
        many.Go(50);
        chunk = Math.Min(chunk, (workload.Iterations - 50) / Rounds);
        var times = new List<double>[] { [], [], [] };
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                times[i].Add(sides[i].Go(chunk).Clock);
            }
        }

        var gain = Spread.Of(times[0].Zip(times[2], (one, several) => one / several));
        double[] medians = [.. times.Select(time => Spread.Of(time).Median)];
        Console.WriteLine($"{workload.Name,-6} B={workload.BatchSize,-6}  {medians[0],8:F1}  {medians[1],14:F1}  {medians[2],7:F1}  {gain.Median:F2} ({gain.Min:F2} - {gain.Max:F2})");
        double[] losses = [.. sides.Select(side => side.Score().Loss)];
        if (losses.Distinct().Count() == 1)
        {
            return true;
        }

        Console.WriteLine($"not the same bits: losses {string.Join(", ", losses)}");
        return false;
    }

    private static void WarmUp(ITrainingSide side)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.7))
        {
            side.Restart();
            side.Go(20);
        }
    }
}
