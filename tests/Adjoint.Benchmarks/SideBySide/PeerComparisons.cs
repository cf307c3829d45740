namespace Adjoint.Benchmarks;

/// <summary>The command "peers": every workload that was asked for beside every peer that is installed.</summary>
internal static class PeerComparisons
{
    // A training has no threads to choose yet; the peers get as many.
    private const int Threads = 1;

    public const string Usage = """
        peers [W1 W3 ...] [--quick] [--output FOLDER] [--python FILE]
            whole training side by side with the peers, pinned to one core: all workloads, or those whose names begin so; --quick: two rounds each.
            The table goes to peers.md and peers.json in the folder (artifacts/peers unless given). The Python must have torch and numpy.
        """;

    public static int Run(string[] arguments)
    {
        var (names, quick, folder, python) = (new List<string>(), false, Path.Combine(SourceTree.Root, "artifacts/peers"), DefaultPython);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--output" when i + 1 < arguments.Length:
                    folder = arguments[++i];
                    break;
                case "--python" when i + 1 < arguments.Length:
                    python = arguments[++i];
                    break;
                case var name when AllWorkloads.List.Any(workload => workload.IsAskedFor([name])):
                    names.Add(name);
                    break;
                default:
                    Console.WriteLine($"\"{arguments[i]}\" is no workload ({string.Join(", ", AllWorkloads.List.Select(workload => workload.Name).Distinct())}) and no option.");
                    Console.WriteLine(Usage);
                    return 1;
            }
        }

        Console.WriteLine($"{Machine.Processor}, {Machine.Runtime}, {Machine.PinToOneCore()}");
        return Run([.. AllWorkloads.List.Where(workload => workload.IsAskedFor(names))], [new PyTorch(python, best: false), new PyTorch(python, best: true)], new(folder, quick), quick);
    }

    // Where Debian's packages are; a python3 earlier in the path may be another without them.
    private static string DefaultPython => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static int Run(IReadOnlyList<Workload> workloads, IReadOnlyList<IPeer> peers, ComparisonReport report, bool quick)
    {
        var installed = peers.Where(peer => peer.IsInstalled).ToList();
        foreach (var peer in peers.Except(installed))
        {
            report.Skip(peer.Name, $"not installed ({peer.Install})");
        }

        var refused = false;
        foreach (var workload in workloads)
        {
            if (workload.Missing is { } install)
            {
                report.Skip($"{workload.Name}, batch {workload.BatchSize}", $"its data are not installed ({install})");
                continue;
            }

            var folder = Directory.CreateTempSubdirectory("adjoint-peers-").FullName;
            try
            {
                workload.WriteTo(folder);
                foreach (var peer in installed)
                {
                    refused |= !Compare(workload, peer, folder, report, quick);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return refused ? 1 : 0;
    }

    /// <summary>Adds a row; false if the two sides do not train the same, or one of them fails.</summary>
    private static bool Compare(Workload workload, IPeer peer, string folder, ComparisonReport report, bool quick)
    {
        try
        {
            using var ours = workload.Start();
            using var theirs = peer.Start(workload, folder, Threads);
            var comparison = new Comparison(ours, theirs, workload.Iterations, quick);
            report.Add(ComparisonRow.Of(workload, peer.Name, theirs.Settings, Threads, comparison, comparison.Run()));
            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or IOException)
        {
            report.Skip($"{workload.Name}, batch {workload.BatchSize}, {peer.Name}", failure.Message);
            return false;
        }
    }
}
