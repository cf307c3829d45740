using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Finishes and stores the second vectors of two rows of a small product.</summary>
internal static class TwoRows
{
    /// <summary>
    /// Stores what becomes of the sums of a row, and of the next one <paramref name="columns"/> floats on. Halves of a vector become one where the function is long: it takes as long for a
    /// half as for the whole.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(
        TSecondVector row, TSecondVector next, ref float beside, ref float result, nuint offset, nuint columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
        where TFinish : struct, IFinish
    {
        if (typeof(TVector) == typeof(TSecondVector) || TFinish.IsShort)
        {
            TSecond.Store(TFinish.Apply<TSecond, TSecondVector>(row, ref beside, offset), ref result, offset);
            TSecond.Store(TFinish.Apply<TSecond, TSecondVector>(next, ref beside, offset + columns), ref result, offset + columns);
            return;
        }

        var both = TFinish.Apply<TSimd, TVector>(Halves.Join<TVector, TSecondVector>(row, next), ref beside, offset);
        TSecond.Store(Halves.Lower<TVector, TSecondVector>(both), ref result, offset);
        TSecond.Store(Halves.Upper<TVector, TSecondVector>(both), ref result, offset + columns);
    }
}
