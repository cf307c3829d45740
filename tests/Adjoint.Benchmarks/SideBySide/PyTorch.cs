using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

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

    public string Install => best ? "sudo apt install python3-torch libopenblas0" : "sudo apt install python3-torch";

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
        if (best)
        {
            foreach (var (name, value) in BestSettings(threads.ToString(number)))
            {
                start.Environment[name] = value;
            }
        }

        return new PeerProcess(start);
    }

    // The first two where OpenBLAS and PyTorch do not know the processor and would take slow kernels, the last three keep freed memory for the next batch.
    private static IEnumerable<(string Name, string Value)> BestSettings(string threads)
    {
        if (Avx512F.IsSupported)
        {
            yield return ("OPENBLAS_CORETYPE", "SkylakeX");
            yield return ("ATEN_CPU_CAPABILITY", "avx512");
        }

        yield return ("OMP_NUM_THREADS", threads);
        yield return ("OPENBLAS_NUM_THREADS", threads);
        yield return ("MALLOC_MMAP_THRESHOLD_", "33554432");
        yield return ("MALLOC_TRIM_THRESHOLD_", "4000000000");
        yield return ("MALLOC_TOP_PAD_", "268435456");
    }
}
