using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>
/// What other processes took of the processors since this was made, theirs on the host of a virtual machine included: what the system says that the processors worked, less what
/// the two sides worked. It counts in hundredths of a second; nothing where the system does not tell.
/// </summary>
internal readonly struct OtherProcesses(IReadOnlyCollection<int> processors, params ITrainingSide[] sides)
{
    private readonly (long Clock, double Working, double Sides) _start = (Stopwatch.GetTimestamp(), Working(processors), Total(sides));

    /// <summary>Their share of the processors' time.</summary>
    public double Share =>
        (Working(processors) - _start.Working - (Total(sides) - _start.Sides)) / (Stopwatch.GetElapsedTime(_start.Clock).TotalSeconds * processors.Count);

    private static double Total(ITrainingSide[] sides) => sides.Sum(side => side.ProcessorTime.TotalSeconds);

    // cpu0 user nice system idle iowait irq softirq steal, in hundredths of a second: man 5 proc.
    private static double Working(IReadOnlyCollection<int> processors) => !File.Exists("/proc/stat") ? double.NaN : File.ReadLines("/proc/stat")
        .Select(line => line.Split(' '))
        .Where(words => processors.Any(processor => words[0] == $"cpu{processor}"))
        .Sum(words => words[1..9].Where((_, place) => place is not (3 or 4)).Sum(word => long.Parse(word, CultureInfo.InvariantCulture)) / 100.0);
}
