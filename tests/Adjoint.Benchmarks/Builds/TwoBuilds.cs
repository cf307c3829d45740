using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>The command "builds": the trainings of this program beside those of the same program from another checkout: what a change gains, or costs. Says whether the bits are the same.</summary>
internal static class TwoBuilds
{
    public static int Run(string checkout, string[] names)
    {
        var program = Path.Combine(checkout, "tests/Adjoint.Benchmarks", AnsweringSide.PathOf("Release"));
        if (!File.Exists(program))
        {
            Console.WriteLine($"{program} is not there: dotnet build -c Release {Path.Combine(checkout, "tests/Adjoint.Benchmarks")}");
            return 1;
        }

        var processors = Machine.PinTo(1);
        Console.WriteLine(Head("the other", "this build"));
        foreach (var workload in AllWorkloads.List.Where(workload => workload.IsAskedFor(names)))
        {
            if (workload.Missing is { } missing)
            {
                Console.WriteLine($"skipped {workload.Name}: {missing}");
                continue;
            }

            using var other = AnsweringSide.Start(program, workload);
            using var current = workload.Start();
            var comparison = new Comparison(current, other, workload.Iterations, processors, tolerance: null, RoundPlan.Builds);
            var (ours, theirs) = comparison.Run();
            Console.WriteLine($"{Row(workload, comparison)}; {(ours == theirs ? "the same bits" : $"losses {theirs.Loss:R} and {ours.Loss:R}")}");
        }

        return 0;
    }

    /// <summary>Over the rows of <see cref="Row"/>.</summary>
    public static string Head(string theirs, string ours) =>
        $"us per iteration (min..max){Environment.NewLine}{"workload",-18} {theirs,-25} {ours,-25} {$"{theirs} / {ours}",-20} undisturbed rounds";

    /// <summary>Medians of both, and of their ratios.</summary>
    public static string Row(Workload workload, Comparison comparison)
    {
        var judged = comparison.Judged;
        return $"{workload.Name,-6} B={workload.BatchSize,-9} {Text(judged.Select(round => round.Theirs.Clock)),-25} {Text(judged.Select(round => round.Ours.Clock)),-25} {Text(judged.Select(round => round.Ratio)),-20} "
            + $"{comparison.Undisturbed.Count} of {comparison.Rounds.Count}{(comparison.IsDisturbed ? ": disturbed" : string.Empty)}";
    }

    private static string Text(IEnumerable<double> values)
    {
        var spread = Spread.Of(values);
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Median:F2} ({spread.Min:F2}..{spread.Max:F2})");
    }
}
