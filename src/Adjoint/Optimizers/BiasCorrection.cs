using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The correction of moments that began at zero.</summary>
internal static class BiasCorrection
{
    /// <summary>1 - βᵗ, without the power where it is too small to change the 1: βᵗ is at most exp(-(1 - β) t), and exp(-38) is below half of the last bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(double beta, long step) => (1 - beta) * step > 38 ? 1 : 1 - Math.Pow(beta, step);
}
