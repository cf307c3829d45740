using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// Tells whether anyone else was on the core: a neighbour on its other thread, or a lower clock, takes from the multiply-add peak. A measurement counts as
/// undisturbed if the peak around it was near the best that this process has seen.
/// </summary>
internal static class QuietCore
{
    private const double Share = 0.93;

    private static double _best;

    /// <summary>The best peak so far, floating-point operations per second.</summary>
    public static double Best => _best * 1e6;

    /// <summary>The peak now, floating-point operations per microsecond: the best of a few runs, because the first after other code wakes the wide units up.</summary>
    public static double Peak(int runs)
    {
        var peak = 0.0;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            MultiplyAddPeak.Run();
            peak = Math.Max(peak, MultiplyAddPeak.Operations / Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        _best = Math.Max(_best, peak);
        return peak;
    }

    public static bool IsUndisturbed(double peak) => peak >= Share * _best;
}
