using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The lower lanes of a vector: its register under another name, no instruction.</summary>
internal static class Lower
{
    /// <summary>The vector itself, or its lower half, by the type that is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TPart Of<TVector, TPart>(TVector vector)
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
}
