namespace Adjoint.Benchmarks;

/// <summary>Another library that trains the same networks.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>The line that installs it.</summary>
    string Install { get; }

    bool IsInstalled { get; }

    /// <summary>Whether it has the same loss and optimizer. If not its times and accuracies are compared, and its loss is not held to be ours.</summary>
    bool TrainsTheSame { get; }

    /// <summary>Whether it has what the workload needs, on so many threads.</summary>
    bool Has(Workload workload, int threads);

    /// <summary>Starts it on a workload whose rows, order and parameters lie in a folder.</summary>
    PeerProcess Start(Workload workload, string folder, int threads);
}
