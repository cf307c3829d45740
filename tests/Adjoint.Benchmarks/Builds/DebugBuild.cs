using System.Diagnostics;

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
        Console.WriteLine(TwoBuilds.Head("Debug", "Release"));
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
        using var debug = AnsweringSide.Start(Path.Combine(Project, AnsweringSide.PathOf("Debug")), workload);
        if (debug.Settings != AnsweringSide.DebugWithShippedLibrary)
        {
            throw new InvalidOperationException($"The other side is not what is to be measured: {debug.Settings}.");
        }

        using var release = workload.Start();
        var comparison = new Comparison(release, debug, workload.Iterations, processors, tolerance: 0, RoundPlan.Peer(processors.Count));
        var (ours, theirs) = comparison.Run();
        if (ours != theirs)
        {
            throw new InvalidOperationException($"Not the same bits: the Release build came to {ours}, the Debug build to {theirs}.");
        }

        Console.WriteLine(TwoBuilds.Row(workload, comparison));
    }
}
