using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    public static string Processor { get; } = (File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
        : null) ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The processors that this process could run on when it began.</summary>
    public static IReadOnlyList<int> Processors { get; } = Allowed();

    /// <summary>Keeps all threads of this process, and the processes that it starts from now on, on the last of its processors. Returns these.</summary>
    /// <exception cref="InvalidOperationException">There are not as many.</exception>
    public static IReadOnlyList<int> PinTo(int count)
    {
        if (count > Processors.Count)
        {
            throw new InvalidOperationException($"There are {Processors.Count} processors, not {count}.");
        }

        var chosen = Processors.Skip(Processors.Count - count).ToList();
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsWindows())
        {
            self.ProcessorAffinity = (nint)chosen.Aggregate(0UL, (mask, processor) => mask | (1UL << processor));
        }
        else if (OperatingSystem.IsLinux())
        {
            // The platform's own method would move the first thread alone, and workers that were made before stay where they were.
            string[] arguments = ["--all-tasks", "--cpu-list", "--pid", string.Join(',', chosen), self.Id.ToString(CultureInfo.InvariantCulture)];
            using var taskset = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true })!;
            taskset.StandardOutput.ReadToEnd();
            taskset.WaitForExit();
        }

        return chosen;
    }

    private static List<int> Allowed()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            // This system does not let a process choose its processors.
            return [.. Enumerable.Range(0, Environment.ProcessorCount)];
        }

        using var self = Process.GetCurrentProcess();
        var mask = (ulong)self.ProcessorAffinity;
        return [.. Enumerable.Range(0, 64).Where(processor => (mask >> processor & 1) != 0)];
    }
}
