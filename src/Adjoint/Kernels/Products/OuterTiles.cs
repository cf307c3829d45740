using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Tiles of a sum of outer products, one below the other: four rows or six by two vectors of columns or four. The numbers of A that belong to a term lie side by side.</summary>
internal static class OuterTiles
{
    /// <summary>After so many terms the next row of the results that come next is fetched: all at once, they would hold up what the terms need.</summary>
    private const nuint TermsOfRow = 8;

    /// <summary>Computes so many tiles.</summary>
    /// <param name="tile">The first of them; of its strides, those of A's rows and of the start are not used.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="continues">Whether the sums go on from what is in C, instead of from zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TRows, TVectors, TPanel, TResults>(ref readonly Tile tile, nuint count, bool continues)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, ICount
        where TVectors : struct, ICount
        where TPanel : struct, IPanel
        where TResults : struct, IResults
    {
        var (stepStride, termStride, resultStride) = (tile.StepStride, tile.TermStride, tile.ResultStride);
        var height = (nuint)TRows.Value;
        ref var a = ref Unsafe.AsRef(in tile.A);
        ref var c = ref tile.C;
        for (; count != 0; count--)
        {
            var (c00, c01, c02, c03) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            var (c10, c11, c12, c13) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            var (c20, c21, c22, c23) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            var (c30, c31, c32, c33) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            var (c40, c41, c42, c43) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            var (c50, c51, c52, c53) = (TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f), TSimd.Create(0f));
            if (continues)
            {
                VectorsOfRow.Load<TSimd, TVector, TVectors>(in c, out c00, out c01, out c02, out c03);
                VectorsOfRow.Load<TSimd, TVector, TVectors>(ref Unsafe.Add(ref c, resultStride), out c10, out c11, out c12, out c13);
                VectorsOfRow.Load<TSimd, TVector, TVectors>(ref Unsafe.Add(ref c, 2 * resultStride), out c20, out c21, out c22, out c23);
                VectorsOfRow.Load<TSimd, TVector, TVectors>(ref Unsafe.Add(ref c, 3 * resultStride), out c30, out c31, out c32, out c33);
                if (TRows.Value > 4)
                {
                    VectorsOfRow.Load<TSimd, TVector, TVectors>(ref Unsafe.Add(ref c, 4 * resultStride), out c40, out c41, out c42, out c43);
                    VectorsOfRow.Load<TSimd, TVector, TVectors>(ref Unsafe.Add(ref c, 5 * resultStride), out c50, out c51, out c52, out c53);
                }
            }

            ref var x = ref a;
            ref var b = ref Unsafe.AsRef(in tile.B);
            ref var packed = ref tile.Packed;
            ref var next = ref Unsafe.Add(ref c, height * resultStride);
            for (var left = tile.Depth; left != 0;)
            {
                var end = TResults.AreFetched ? left - nuint.Min(left, TermsOfRow) : 0;
                ref var ahead = ref next;
                for (; left != end; left--)
                {
                    if (TResults.AreFetched)
                    {
                        Prefetch.Run(ref ahead);
                        ahead = ref Unsafe.Add(ref ahead, (nuint)TVectors.Value * TSimd.Width / TermsOfRow);
                    }

                    var (y0, y1) = (TSimd.Load(in b, 0), TSimd.Load(in b, TSimd.Width));
                    var (y2, y3) = TVectors.Value > 2 ? (TSimd.Load(in b, 2 * TSimd.Width), TSimd.Load(in b, 3 * TSimd.Width)) : (y0, y1);
                    if (TPanel.Packs)
                    {
                        VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(y0, y1, y2, y3, ref packed);
                        packed = ref Unsafe.Add(ref packed, (nuint)TVectors.Value * TSimd.Width);
                    }

                    if (TPanel.Fetches)
                    {
                        VectorsOfRow.Fetch<TSimd, TVector, TVectors>(ref Unsafe.Add(ref b, Prefetch.Rows * termStride));
                    }

                    VectorsOfRow.Add<TSimd, TVector, TVectors>(x, y0, y1, y2, y3, ref c00, ref c01, ref c02, ref c03);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 1), y0, y1, y2, y3, ref c10, ref c11, ref c12, ref c13);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 2), y0, y1, y2, y3, ref c20, ref c21, ref c22, ref c23);
                    VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 3), y0, y1, y2, y3, ref c30, ref c31, ref c32, ref c33);
                    if (TRows.Value > 4)
                    {
                        VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 4), y0, y1, y2, y3, ref c40, ref c41, ref c42, ref c43);
                        VectorsOfRow.Add<TSimd, TVector, TVectors>(Unsafe.Add(ref x, 5), y0, y1, y2, y3, ref c50, ref c51, ref c52, ref c53);
                    }

                    x = ref Unsafe.Add(ref x, stepStride);
                    b = ref Unsafe.Add(ref b, termStride);
                }

                next = ref Unsafe.Add(ref next, resultStride);
            }

            VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c00, c01, c02, c03, ref c);
            VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c10, c11, c12, c13, ref Unsafe.Add(ref c, resultStride));
            VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c20, c21, c22, c23, ref Unsafe.Add(ref c, 2 * resultStride));
            VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c30, c31, c32, c33, ref Unsafe.Add(ref c, 3 * resultStride));
            if (TRows.Value > 4)
            {
                VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c40, c41, c42, c43, ref Unsafe.Add(ref c, 4 * resultStride));
                VectorsOfRow.Store<TSimd, TVector, Identity, TVectors>(c50, c51, c52, c53, ref Unsafe.Add(ref c, 5 * resultStride));
            }

            a = ref Unsafe.Add(ref a, height);
            c = ref Unsafe.Add(ref c, height * resultStride);
        }
    }
}
