using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>A library of C or C++ that trains networks, with the program that does it for us.</summary>
internal sealed class CompiledPeer(string name, CompiledProgram program, double? tolerance, int mostThreads, string[] workloads) : IPeer
{
    /// <summary>All workloads; on several threads only OpenBLAS' products are. Its Adam adds epsilon before the second moment is corrected, which small gradients see.</summary>
    public static CompiledPeer Dlib { get; } = new(
        "dlib", new("dlib", "dlib/dnn.h", "libdlib-dev libopenblas-dev", "dlib", "openblas", "pthread"), tolerance: 1e-3, mostThreads: int.MaxValue, ["digits", "W1", "W3a", "W3b", "W6"]);

    /// <summary>The tiny workloads, for which it is made.</summary>
    public static CompiledPeer Fann { get; } = new("FANN", new("fann", "floatfann.h", "libfann-dev", "floatfann"), tolerance: null, mostThreads: 1, ["W3a", "W3b"]);

    public string Name => name;

    public string Install => program.Install;

    public bool IsInstalled => program.IsInstalled;

    public double? Tolerance => tolerance;

    public bool Has(Workload workload, int threads) => threads <= mostThreads && workloads.Contains(workload.Name);

    public PeerProcess Start(Workload workload, string folder, int threads) =>
        new(program.Start(threads, workload.Name, folder, workload.BatchSize.ToString(CultureInfo.InvariantCulture)));
}
