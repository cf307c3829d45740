using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Adjoint.Benchmarks;

/// <summary>PyTorch in Python, as it is installed or with every setting that makes it faster.</summary>
internal sealed class PyTorch(string python, bool best) : IPeer
{
    // Debian's PyTorch takes what the system has, if need be the reference BLAS, at 2 GFLOP/s: beside that everything would look fast. Any other does more than 5.
    private const string RequireFastProducts = """
        import time
        torch.set_num_threads(1)
        a = torch.rand(256, 256)
        def product():
            start = time.perf_counter()
            a @ a
            return time.perf_counter() - start
        assert 2 * 256 ** 3 / min(product() for _ in range(10)) > 5e9, 'reference BLAS'
        """;

    public string Name => best ? "PyTorch, best settings" : "PyTorch as installed";

    public string Install => best ? "sudo apt install python3-torch libopenblas0 libopenblas0-openmp" : "sudo apt install python3-torch";

    // Ten iterations apart, rounding has not yet driven two equal trainings apart; two different ones are.
    public double? Tolerance => 1e-4;

    public bool IsInstalled
    {
        get
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(python, ["-c", best ? $"import torch, numpy\n{RequireFastProducts}" : "import torch, numpy"]) { RedirectStandardError = true })!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }

    public bool Has(Workload workload, int threads) => true;

    public PeerProcess Start(Workload workload, string folder, int threads)
    {
        var script = Path.Combine(SourceTree.Root, "tests/Adjoint.Benchmarks/peers/pytorch.py");
        var number = CultureInfo.InvariantCulture;
        string[] arguments =
        [
            script, "--workload", workload.Name, "--folder", folder, "--batch", workload.BatchSize.ToString(number),
            "--threads", threads.ToString(number),
        ];
        var start = new ProcessStartInfo(python, best ? [.. arguments, "--best"] : arguments);
        return new PeerProcess(best ? Fast(start, threads) : start);
    }

    // OpenBLAS' own threads and PyTorch's fight for the processors; the build of it that shares PyTorch's does not.
    private static ProcessStartInfo Fast(ProcessStartInfo start, int threads)
    {
        if (threads > 1 && Directory.Exists("/usr/lib"))
        {
            start.Environment["LD_LIBRARY_PATH"] = string.Join(
                ':', Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "openblas-openmp")).Where(Directory.Exists));
        }

        return FastSettings.AddTo(start, threads);
    }
}
