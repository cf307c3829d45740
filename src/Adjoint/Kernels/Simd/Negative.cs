using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>-|x|, the argument of exponentials that cannot overflow. A NaN that an operation made keeps its bits where it has a sign.</summary>
internal static class Negative
{
    /// <summary>-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.CopySign(x, TSimd.Create(-0f));
}
