namespace Adjoint.Benchmarks;

/// <summary>Another library that trains the same networks.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>The line that installs it.</summary>
    string Install { get; }

    bool IsInstalled { get; }

    /// <summary>Starts it on a workload whose rows, order and parameters lie in a folder.</summary>
    PeerProcess Start(Workload workload, string folder, int threads);
}
