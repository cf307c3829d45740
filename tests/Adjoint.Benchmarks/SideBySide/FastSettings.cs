using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Benchmarks;

/// <summary>What the environment can do for the speed of native peers.</summary>
internal static class FastSettings
{
    // The first two where OpenBLAS and PyTorch do not know the processor and would take slow kernels, the last three keep freed memory for the next batch.
    public static ProcessStartInfo AddTo(ProcessStartInfo start, int threads)
    {
        if (Avx512F.IsSupported)
        {
            start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
            start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        }

        var number = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_NUM_THREADS"] = number;
        start.Environment["OPENBLAS_NUM_THREADS"] = number;
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "33554432";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "4000000000";
        start.Environment["MALLOC_TOP_PAD_"] = "268435456";
        return start;
    }
}
