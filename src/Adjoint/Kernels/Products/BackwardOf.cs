using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The gradient through an activation as a function of its result and of the gradient by that: what <see cref="Elementwise"/> maps.</summary>
internal readonly struct BackwardOf<TActivation> : IBinaryOperator
    where TActivation : struct, IResultGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector y, TVector dy)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TActivation.ApplyBackward<TSimd, TVector>(y, dy);
}
