using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Halves of vectors, for kernels in which the half may also be the vector itself: then there is one type.</summary>
internal static class Halves
{
    /// <summary>The vector itself, or its lower half, by the type that is asked for: its register under another name, no instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TPart Lower<TVector, TPart>(TVector vector)
        where TVector : struct
        where TPart : struct
    {
        if (typeof(TVector) == typeof(TPart))
        {
            return Unsafe.BitCast<TVector, TPart>(vector);
        }

        return typeof(TVector) == typeof(Vector512<float>)
            ? Unsafe.BitCast<Vector256<float>, TPart>(Unsafe.BitCast<TVector, Vector512<float>>(vector).GetLower())
            : Unsafe.BitCast<Vector128<float>, TPart>(Unsafe.BitCast<TVector, Vector256<float>>(vector).GetLower());
    }

    /// <summary>The upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static THalf Upper<TVector, THalf>(TVector vector)
        where TVector : struct
        where THalf : struct =>
        typeof(TVector) == typeof(Vector512<float>)
            ? Unsafe.BitCast<Vector256<float>, THalf>(Unsafe.BitCast<TVector, Vector512<float>>(vector).GetUpper())
            : Unsafe.BitCast<Vector128<float>, THalf>(Unsafe.BitCast<TVector, Vector256<float>>(vector).GetUpper());

    /// <summary>Two halves as one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Join<TVector, THalf>(THalf lower, THalf upper)
        where TVector : struct
        where THalf : struct =>
        typeof(TVector) == typeof(Vector512<float>)
            ? Unsafe.BitCast<Vector512<float>, TVector>(Vector512.Create(Unsafe.BitCast<THalf, Vector256<float>>(lower), Unsafe.BitCast<THalf, Vector256<float>>(upper)))
            : Unsafe.BitCast<Vector256<float>, TVector>(Vector256.Create(Unsafe.BitCast<THalf, Vector128<float>>(lower), Unsafe.BitCast<THalf, Vector128<float>>(upper)));
}
