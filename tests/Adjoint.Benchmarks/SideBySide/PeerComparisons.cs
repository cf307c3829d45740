using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>The command "peers": every workload that was asked for beside every peer that is installed, on one thread and on two.</summary>
internal static class PeerComparisons
{
    public const string Usage = """
        peers [W1 W3 ...] [--threads N] [--peer NAME] [--quick] [--output FOLDER] [--python FILE]
            whole training side by side with the peers (PyTorch, dlib, FANN), pinned to as many processors as threads: all workloads, or those whose names begin so; on one thread and
            on two, or on N; with all peers, or those whose names contain NAME; --quick: two rounds each.
            The table goes to peers.md and peers.json in the folder (artifacts/peers unless given). The Python must have torch and numpy.
        """;

    public static int Run(string[] arguments)
    {
        var (names, only, quick, folder, python) = (new List<string>(), string.Empty, false, Path.Combine(SourceTree.Root, "artifacts/peers"), DefaultPython);
        int[] threads = [1, 2];
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
                case "--peer" when i + 1 < arguments.Length:
                    only = arguments[++i];
                    break;
                case "--threads" when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0:
                    threads = [count];
                    i++;
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

        Console.WriteLine($"{Machine.Processor}, {Machine.Runtime}");
        IPeer[] peers = [new PyTorch(python, best: false), new PyTorch(python, best: true), CompiledPeer.Dlib, CompiledPeer.Fann];
        return Run(
            [.. AllWorkloads.List.Where(workload => workload.IsAskedFor(names))], [.. peers.Where(peer => peer.Name.Contains(only, StringComparison.OrdinalIgnoreCase))], threads,
            new(folder, quick), quick);
    }

    // Where Debian's packages are; a python3 earlier in the path may be another without them.
    private static string DefaultPython => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static int Run(IReadOnlyList<Workload> workloads, IReadOnlyList<IPeer> peers, IReadOnlyList<int> threads, ComparisonReport report, bool quick)
    {
        var installed = peers.Where(peer => peer.IsInstalled).ToList();
        foreach (var peer in peers.Except(installed))
        {
            report.Skip(peer.Name, $"not installed ({peer.Install})");
        }

        foreach (var count in threads.Where(count => count > Machine.Processors.Count))
        {
            report.Skip($"{count} threads", $"this process may run on {Machine.Processors.Count} processors");
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
                foreach (var count in threads.Where(count => count <= Machine.Processors.Count))
                {
                    var processors = Machine.PinTo(count);
                    foreach (var peer in installed.Where(peer => peer.Has(workload, count)))
                    {
                        refused |= !Compare(workload, peer, folder, processors, report, quick);
                    }
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
    private static bool Compare(Workload workload, IPeer peer, string folder, IReadOnlyList<int> processors, ComparisonReport report, bool quick)
    {
        var threads = processors.Count;
        try
        {
            using var ours = workload.Start(threads);
            using var theirs = peer.Start(workload, folder, threads);
            var comparison = new Comparison(ours, theirs, workload.Iterations, processors, peer.Tolerance, quick ? RoundPlan.Glance(threads) : RoundPlan.Peer(threads));
            report.Add(ComparisonRow.Of(workload, peer.Name, theirs.Settings, threads, comparison, comparison.Run()));
            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or IOException)
        {
            report.Skip($"{workload.Name}, batch {workload.BatchSize}, {peer.Name}, threads {threads}", failure.Message);
            return false;
        }
    }
}
