namespace Adjoint.Benchmarks;

/// <summary>Another library that trains the same networks.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>The line that installs it.</summary>
    string Install { get; }

    bool IsInstalled { get; }

    /// <summary>
    /// By what share its loss may differ from ours after ten iterations; null if it has another loss or optimizer, so that only times and accuracies can be compared.
    /// </summary>
    double? Tolerance { get; }

    /// <summary>Whether it has what the workload needs, on so many threads.</summary>
    bool Has(Workload workload, int threads);

    /// <summary>Starts it on a workload whose rows, order and parameters lie in a folder.</summary>
    PeerProcess Start(Workload workload, string folder, int threads);
}
