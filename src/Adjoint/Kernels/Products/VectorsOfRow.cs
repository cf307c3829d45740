using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>A row of a tile in a loop that is compiled for two vectors of columns and for four: the third and the fourth are left out where there are two.</summary>
internal static class VectorsOfRow
{
    /// <summary>The vectors, from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TSimd, TVector, TVectors>(ref readonly float row, out TVector c0, out TVector c1, out TVector c2, out TVector c3)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        (c0, c1) = (TSimd.Load(in row, 0), TSimd.Load(in row, TSimd.Width));
        (c2, c3) = TVectors.Value > 2 ? (TSimd.Load(in row, 2 * TSimd.Width), TSimd.Load(in row, 3 * TSimd.Width)) : (c0, c1);
    }

    /// <summary>Fetches the vectors ahead of their use; the place need not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<TSimd, TVector, TVectors>(ref readonly float row)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        for (nuint n = 0; n < (nuint)TVectors.Value * TSimd.Width; n += Prefetch.Line)
        {
            Prefetch.Run(ref Unsafe.Add(ref Unsafe.AsRef(in row), n));
        }
    }

    /// <summary>Adds a number of A times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TSimd, TVector, TVectors>(
        float x, TVector y0, TVector y1, TVector y2, TVector y3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TVectors : struct, ICount
    {
        var factor = TSimd.Create(x);
        c0 = TSimd.FusedMultiplyAdd(factor, y0, c0);
        c1 = TSimd.FusedMultiplyAdd(factor, y1, c1);
        if (TVectors.Value > 2)
        {
            c2 = TSimd.FusedMultiplyAdd(factor, y2, c2);
            c3 = TSimd.FusedMultiplyAdd(factor, y3, c3);
        }
    }

    /// <summary>Stores f of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector, TEpilogue, TVectors>(TVector c0, TVector c1, TVector c2, TVector c3, ref float row)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TVectors : struct, ICount
    {
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c0), ref row, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c1), ref row, TSimd.Width);
        if (TVectors.Value > 2)
        {
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c2), ref row, 2 * TSimd.Width);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c3), ref row, 3 * TSimd.Width);
        }
    }
}
