using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Kernels;

/// <summary>Which widths the machine has.</summary>
internal static class Widths
{
    /// <summary>
    /// Whether 512 bits are fast. The runtime says no to processors that lower their clock for them (Skylake-X, Cascade Lake), but there too these kernels run up to twice
    /// as fast in 512 bits, and the just-in-time compiler emits single instructions as soon as the processor has AVX-512. A native ahead-of-time build
    /// would not, unless it was told to: there the runtime's answer counts.
    /// </summary>
    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || (Avx512F.IsSupported && RuntimeFeature.IsDynamicCodeCompiled);
    }

    /// <summary>Whether 256 bits are fast.</summary>
    public static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }
}
