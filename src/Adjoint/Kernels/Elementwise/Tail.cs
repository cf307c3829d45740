using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The elements after the last whole vector, through a vector on the stack whose other lanes are zero.</summary>
internal static class Tail
{
    /// <summary>Elements first ... length - 1, fewer than a vector holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static TVector Load<TSimd, TVector>(ref readonly float source, nuint first, nuint length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector vector = default;
        ref var lanes = ref Unsafe.As<TVector, float>(ref vector);
        for (var i = first; i < length; i++)
        {
            Unsafe.Add(ref lanes, i - first) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }

        return vector;
    }

    /// <summary>Writes the first lanes of the vector to elements first ... length - 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Store<TSimd, TVector>(TVector vector, ref float destination, nuint first, nuint length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var lanes = ref Unsafe.As<TVector, float>(ref vector);
        for (var i = first; i < length; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lanes, i - first);
        }
    }
}
