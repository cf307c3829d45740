using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>
/// The command "debug": the same training as a user's project has it under F5, beside the Release build. This project is built Debug, its models with their emitted code, against
/// the library that a Release build makes, which is what the package has; that program is then the other side of the usual comparison. The losses must be the same.
/// </summary>
internal static class DebugBuild
{
    private static readonly string Project = Path.Combine(SourceTree.Root, "tests/Adjoint.Benchmarks");

    public static int Run(string[] names)
    {
        names = names.Length > 0 ? names : ["W1", "W3a"];
        var built = Build();
        if (built != 0)
        {
            return built;
        }

        var processors = Machine.PinTo(1);
        Console.WriteLine("us per iteration (min..max)");
        Console.WriteLine("workload           Debug                     Release                   Debug/Release        undisturbed rounds");
        foreach (var workload in AllWorkloads.List.Where(workload => workload.IsAskedFor(names)))
        {
            if (workload.Missing is { } missing)
            {
                Console.WriteLine($"skipped {workload.Name}: {missing}");
                continue;
            }

            Print(workload, processors);
        }

        return 0;
    }

    private static int Build()
    {
        Console.WriteLine("building this project Debug");
        string[] arguments = ["build", Project, "-c", "Debug", "-p:ShippedLibrary=true", "-p:RunAnalyzers=false", "-v", "quiet", "--nologo"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            Console.WriteLine(said);
        }

        return build.ExitCode;
    }

    private static void Print(Workload workload, IReadOnlyList<int> processors)
    {
        string[] arguments =
            [Path.Combine(Project, "bin/Debug/net10.0/Adjoint.Benchmarks.dll"), "side", workload.Name, workload.BatchSize.ToString(CultureInfo.InvariantCulture)];
        using var release = workload.Start();
        using var debug = new PeerProcess(new ProcessStartInfo("dotnet", arguments));
        if (debug.Settings != AnsweringSide.DebugWithShippedLibrary)
        {
            throw new InvalidOperationException($"The other side is not what is to be measured: {debug.Settings}.");
        }

        var comparison = new Comparison(release, debug, workload.Iterations, processors, tolerance: 0, quick: false);
        var (ours, theirs) = comparison.Run();
        if (ours != theirs)
        {
            throw new InvalidOperationException($"Not the same bits: the Release build came to {ours}, the Debug build to {theirs}.");
        }

        var judged = comparison.Judged;
        Console.WriteLine(
            $"{workload.Name,-6} B={workload.BatchSize,-6}   {Text(judged.Select(round => round.Theirs.Clock)),-25} {Text(judged.Select(round => round.Ours.Clock)),-25} {Text(judged.Select(round => round.Ratio)),-20} {comparison.Undisturbed.Count} of {comparison.Rounds.Count}{(comparison.IsDisturbed ? ": disturbed" : string.Empty)}");
    }

    private static string Text(IEnumerable<double> values)
    {
        var spread = Spread.Of(values);
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Median:F2} ({spread.Min:F2}..{spread.Max:F2})");
    }
}
