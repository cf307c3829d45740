using System.Diagnostics;
using System.Runtime;

namespace Adjoint.Benchmarks;

/// <summary>
/// What the first epoch costs beside the fifth, in a process of its own for each workload: nothing is compiled in it yet. And, for models whose epochs are too short to tell, an iteration of
/// the first tenth of a second beside one of the fifth second, when the runtime has replaced what it compiles in two steps.
/// </summary>
internal static class StartUp
{
    public static int Run(string[] names)
    {
        if (names is ["--here", var name, var batchSize])
        {
            Measure(AllWorkloads.List.Single(workload => workload.Name == name && $"{workload.BatchSize}" == batchSize));
            return 0;
        }

        Console.WriteLine("ms                   construction  (compiling, methods)  first iteration  (compiling, methods)  first epoch  fifth epoch  us in the first 0.1 s  in the fifth s");
        foreach (var workload in AllWorkloads.List.Where(workload => workload.IsAskedFor(names) && workload.Missing is null))
        {
            using var process = Process.Start(OwnProcess.With("start", "--here", workload.Name, $"{workload.BatchSize}"))!;
            process.WaitForExit();
        }

        return 0;
    }

    private static void Measure(Workload workload)
    {
        workload.Load();
        var (compiling, methods, begun) = (JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount(), Stopwatch.GetTimestamp());
        using var side = workload.Start();
        var construction = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        (compiling, methods) = (JitInfo.GetCompilationTime() - compiling, JitInfo.GetCompiledMethodCount() - methods);
        var iterations = workload.Iterations / workload.Epochs;
        var (later, laterMethods) = (JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount());
        var first = side.Go(1).Clock / 1000;
        (later, laterMethods) = (JitInfo.GetCompilationTime() - later, JitInfo.GetCompiledMethodCount() - laterMethods);
        var times = new List<double> { first };
        if (iterations > 1)
        {
            times[0] += side.Go(iterations - 1).Clock * (iterations - 1) / 1000;
        }

        for (var epoch = 2; epoch <= 5; epoch++)
        {
            times.Add(side.Go(iterations).Clock * iterations / 1000);
        }

        var left = workload.Epochs - times.Count;
        var early = Train(TimeSpan.FromSeconds(0.1).TotalMilliseconds - times.Sum());
        var (epochs, total) = (times.Count + early.Epochs, times.Sum() + early.Milliseconds);
        Train(4000);
        var late = Train(500);
        Console.WriteLine(
            $"{workload.Name,-7} B={workload.BatchSize,-6}  {construction,16:F1}  {compiling.TotalMilliseconds,8:F1}, {methods,4}  {first,15:F2}  {later.TotalMilliseconds,7:F1}, {laterMethods,4}  {times[0],11:F2}  {times[^1],11:F2}  {total * 1000 / (epochs * iterations),21:F2}  {late.Milliseconds * 1000 / (late.Epochs * iterations),14:F2}");

        // From the start again when the training is through; how many epochs that were, and how long they took.
        (int Epochs, double Milliseconds) Train(double milliseconds)
        {
            var (count, sum) = (0, 0.0);
            for (; sum < milliseconds; count++, left--)
            {
                if (left == 0)
                {
                    side.Restart();
                    left = workload.Epochs;
                }

                sum += side.Go(iterations).Clock * iterations / 1000;
            }

            return (count, sum);
        }
    }
}
