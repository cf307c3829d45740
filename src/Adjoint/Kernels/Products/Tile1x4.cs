using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>One row by four vectors of a product: 4 accumulators.</summary>
internal static class Tile1x4
{
    /// <summary>Computes and stores the row that the tile begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue, TPanel>(ref readonly Tile tile)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TPanel : struct, IPanel
    {
        ref var a0 = ref Unsafe.AsRef(in tile.A);

        ref var start = ref Unsafe.AsRef(in tile.Start);
        var c00 = TSimd.Load(in start, 0);
        var c01 = TSimd.Load(in start, TSimd.Width);
        var c02 = TSimd.Load(in start, 2 * TSimd.Width);
        var c03 = TSimd.Load(in start, 3 * TSimd.Width);

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
            at += stepStride;
            b = ref Unsafe.Add(ref b, termStride);
        }

        ref var c = ref tile.C;
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c02), ref c, 2 * TSimd.Width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c03), ref c, 3 * TSimd.Width);
    }
}
