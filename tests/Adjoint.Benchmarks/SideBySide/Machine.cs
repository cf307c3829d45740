using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Adjoint.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";

    public static string Processor { get; } = (File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
        : null) ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Keeps this thread, and the processes that it starts, on the last core that it may run on. Says which.</summary>
    public static string PinToOneCore()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return "not pinned: this system does not let a process choose its core";
        }

        using var process = Process.GetCurrentProcess();
        var core = BitOperations.Log2((ulong)process.ProcessorAffinity);
        process.ProcessorAffinity = (nint)(1UL << core);
        return $"pinned to core {core}";
    }
}
