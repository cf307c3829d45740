using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Two rows by four vectors of a product: 8 accumulators.</summary>
internal static class Tile2x4
{
    /// <summary>Computes and stores the two rows that the tile begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue, TPanel>(ref readonly Tile tile)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TPanel : struct, IPanel
    {
        ref var a0 = ref Unsafe.AsRef(in tile.A);
        ref var a1 = ref Unsafe.Add(ref a0, tile.RowStride);

        ref var start = ref Unsafe.AsRef(in tile.Start);
        var c00 = TSimd.Load(in start, 0);
        var c01 = TSimd.Load(in start, TSimd.Width);
        var c02 = TSimd.Load(in start, 2 * TSimd.Width);
        var c03 = TSimd.Load(in start, 3 * TSimd.Width);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c10 = TSimd.Load(in start, 0);
        var c11 = TSimd.Load(in start, TSimd.Width);
        var c12 = TSimd.Load(in start, 2 * TSimd.Width);
        var c13 = TSimd.Load(in start, 3 * TSimd.Width);

        ref var b = ref Unsafe.AsRef(in tile.B);
        ref var packed = ref tile.Packed;
        var (stepStride, termStride) = (tile.StepStride, tile.TermStride);
        nuint at = 0;
        for (var k = tile.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b, 0);
            var y1 = TSimd.Load(in b, TSimd.Width);
            var y2 = TSimd.Load(in b, 2 * TSimd.Width);
            var y3 = TSimd.Load(in b, 3 * TSimd.Width);
            if (TPanel.Packs)
            {
                TSimd.Store(y0, ref packed, 0);
                TSimd.Store(y1, ref packed, TSimd.Width);
                TSimd.Store(y2, ref packed, 2 * TSimd.Width);
                TSimd.Store(y3, ref packed, 3 * TSimd.Width);
                packed = ref Unsafe.Add(ref packed, 4 * TSimd.Width);
            }

            if (TPanel.Fetches)
            {
                ref var ahead = ref Unsafe.Add(ref b, Prefetch.Rows * termStride);
                Prefetch.Run(ref ahead);
                Prefetch.Run(ref Unsafe.Add(ref ahead, TSimd.Width));
                Prefetch.Run(ref Unsafe.Add(ref ahead, 2 * TSimd.Width));
                Prefetch.Run(ref Unsafe.Add(ref ahead, 3 * TSimd.Width));
            }

            var x0 = TSimd.Create(Unsafe.Add(ref a0, at));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            c01 = TSimd.FusedMultiplyAdd(x0, y1, c01);
            c02 = TSimd.FusedMultiplyAdd(x0, y2, c02);
            c03 = TSimd.FusedMultiplyAdd(x0, y3, c03);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, at));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            c11 = TSimd.FusedMultiplyAdd(x1, y1, c11);
            c12 = TSimd.FusedMultiplyAdd(x1, y2, c12);
            c13 = TSimd.FusedMultiplyAdd(x1, y3, c13);
            at += stepStride;
            b = ref Unsafe.Add(ref b, termStride);
        }

        ref var c = ref tile.C;
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c02), ref c, 2 * TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c03), ref c, 3 * TSimd.Width);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref c, TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c12), ref c, 2 * TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c13), ref c, 3 * TSimd.Width);
    }
}
