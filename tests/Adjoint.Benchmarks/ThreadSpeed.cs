using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// The same training on one thread and on several, in short chunks that alternate; at the end both must have come to the same bits. A round counts as undisturbed if plain multiply-adds
/// on all processors at once reached their peak before and after it (<see cref="QuietCores"/>).
/// </summary>
internal static class ThreadSpeed
{
    private const double ChunkMicroseconds = 2_500;
    private const int Rounds = 301;
    private const double UndisturbedShare = 0.9;

    public static int Run(string[] names)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"us per iteration, medians of {Rounds} rounds, and of those in which all processors reached {UndisturbedShare:P0} of their multiply-add peak; 1 thread, then {threads}. What plain multiply-adds gain in the same moments, no training can surpass");
        Console.WriteLine();
        Console.WriteLine("workload          1 thread  as pays off     threads  gain  multiply-adds'    undisturbed: 1 thread  as pays off     threads  gain  of rounds");
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

        var chunk = Math.Max(1, (int)(ChunkMicroseconds / alone.Go(20).Clock));
        chosen.Go(20);
        many.Go(20);
        chunk = Math.Max(1, Math.Min(chunk, (workload.Iterations - 20) / Rounds));
        var rounds = Math.Min(Rounds, (workload.Iterations - 20) / chunk);
        var cores = new QuietCores();
        var all = new List<double[]>();
        var undisturbed = new List<double[]>();
        var attainable = new List<double>();
        var before = cores.Measure();
        for (var round = 0; round < rounds; round++)
        {
            double[] times = [.. sides.Select(side => side.Go(chunk).Clock)];
            var after = cores.Measure();
            all.Add(times);
            attainable.Add(after.Gain);
            if (Math.Min(before.Share, after.Share) >= UndisturbedShare)
            {
                undisturbed.Add(times);
            }

            before = after;
        }

        Console.WriteLine($"{workload.Name,-6} B={workload.BatchSize,-6}  {Row(all)}  {Spread.Of(attainable).Median,14:F2}                {Row(undisturbed)}  {undisturbed.Count,3} of {all.Count}");
        double[] losses = [.. sides.Select(side => side.Score().Loss)];
        if (losses.Distinct().Count() == 1)
        {
            return true;
        }

        Console.WriteLine($"not the same bits: losses {string.Join(", ", losses)}");
        return false;
    }

    private static string Row(List<double[]> rounds)
    {
        if (rounds.Count == 0)
        {
            return $"{"-",8}  {"-",14}  {"-",7}     -";
        }

        double[] medians = [.. Enumerable.Range(0, 3).Select(side => Spread.Of(rounds.Select(times => times[side])).Median)];
        return $"{medians[0],8:F1}  {medians[1],14:F1}  {medians[2],7:F1}  {Spread.Of(rounds.Select(times => times[0] / times[2])).Median:F2}";
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
