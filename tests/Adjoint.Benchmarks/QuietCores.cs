using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// Tells whether all processors were ours: plain multiply-adds on every one at once, which share nothing, reach the peak of each only if no two are threads of one core and nobody else is on
/// them. Of a virtual machine whose processors are moved about, that is true of some moments and not of others.
/// </summary>
internal sealed class QuietCores
{
    private readonly PeakJob[] _others = [.. Enumerable.Range(1, Environment.ProcessorCount - 1).Select(_ => new PeakJob())];

    /// <summary>What all processors reach together now: as a share of as many times the best of one, and beside what this one reaches alone at the moment.</summary>
    public (double Share, double Gain) Measure()
    {
        var alone = QuietCore.Peak(PeakJob.Runs);
        foreach (var job in _others)
        {
            Workers.OfferAhead(job);
        }

        var start = Stopwatch.GetTimestamp();
        while (_others.Any(job => job.IsOffered) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(1))
        {
        }

        var sum = QuietCore.Peak(PeakJob.Runs);
        foreach (var job in _others)
        {
            job.Finish();
            sum += job.Peak;
        }

        return (sum * 1e6 / QuietCore.Best / Environment.ProcessorCount, sum / alone);
    }

    private sealed class PeakJob : Job
    {
        public const int Runs = 8;

        private readonly int _measuring = Environment.CurrentManagedThreadId;

        /// <summary>What its processor reached; 0 if no other thread came to do it.</summary>
        public double Peak { get; private set; }

        protected override void Run() => Peak = Environment.CurrentManagedThreadId == _measuring ? 0 : QuietCore.Peak(Runs);
    }
}
