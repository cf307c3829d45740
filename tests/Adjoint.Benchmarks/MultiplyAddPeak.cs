using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Kernels;

namespace Adjoint.Benchmarks;

/// <summary>The most multiply-adds that a core does: chains of them in registers, without memory. A product can only come near to it.</summary>
internal static class MultiplyAddPeak
{
    private const int Steps = 4000, Chains = 12;

    /// <summary>Floating-point operations of one run.</summary>
    public static double Operations => 2.0 * Steps * Chains * (Widths.Has512 ? 16 : Widths.Has256 ? 8 : 4);

    /// <summary>Runs the chains at the width that the kernels take; the sum keeps them from being optimised away.</summary>
    public static float Run() =>
        Widths.Has512 ? Vector512.Sum(Run<Simd512, Vector512<float>>())
        : Widths.Has256 ? Vector256.Sum(Run<Simd256, Vector256<float>>())
        : Vector128.Sum(Run<Simd128, Vector128<float>>());

    // Four cycles of latency and two units need eight chains at least; 128 and 256 bits have sixteen registers, of which two hold the factors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Run<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (factor, term) = (TSimd.Create(0.5f), TSimd.Create(1f));
        var (c0, c1, c2, c3) = (term, term, term, term);
        var (c4, c5, c6, c7) = (term, term, term, term);
        var (c8, c9, c10, c11) = (term, term, term, term);
        for (var step = 0; step < Steps; step++)
        {
            c0 = TSimd.FusedMultiplyAdd(c0, factor, term);
            c1 = TSimd.FusedMultiplyAdd(c1, factor, term);
            c2 = TSimd.FusedMultiplyAdd(c2, factor, term);
            c3 = TSimd.FusedMultiplyAdd(c3, factor, term);
            c4 = TSimd.FusedMultiplyAdd(c4, factor, term);
            c5 = TSimd.FusedMultiplyAdd(c5, factor, term);
            c6 = TSimd.FusedMultiplyAdd(c6, factor, term);
            c7 = TSimd.FusedMultiplyAdd(c7, factor, term);
            c8 = TSimd.FusedMultiplyAdd(c8, factor, term);
            c9 = TSimd.FusedMultiplyAdd(c9, factor, term);
            c10 = TSimd.FusedMultiplyAdd(c10, factor, term);
            c11 = TSimd.FusedMultiplyAdd(c11, factor, term);
        }

        var (first, second) = (TSimd.Add(TSimd.Add(c0, c1), TSimd.Add(c2, c3)), TSimd.Add(TSimd.Add(c4, c5), TSimd.Add(c6, c7)));
        return TSimd.Add(TSimd.Add(first, second), TSimd.Add(TSimd.Add(c8, c9), TSimd.Add(c10, c11)));
    }
}
