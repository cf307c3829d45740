using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Four rows by two vectors of a product: 8 accumulators.</summary>
internal static class Tile4x2
{
    /// <summary>Computes and stores the four rows that the tile begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue, TPanel>(ref readonly Tile tile)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TPanel : struct, IPanel
    {
        ref var a0 = ref Unsafe.AsRef(in tile.A);
        ref var a1 = ref Unsafe.Add(ref a0, tile.RowStride);
        ref var a2 = ref Unsafe.Add(ref a1, tile.RowStride);
        ref var a3 = ref Unsafe.Add(ref a2, tile.RowStride);

        ref var start = ref Unsafe.AsRef(in tile.Start);
        var c00 = TSimd.Load(in start, 0);
        var c01 = TSimd.Load(in start, TSimd.Width);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c10 = TSimd.Load(in start, 0);
        var c11 = TSimd.Load(in start, TSimd.Width);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c20 = TSimd.Load(in start, 0);
        var c21 = TSimd.Load(in start, TSimd.Width);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c30 = TSimd.Load(in start, 0);
        var c31 = TSimd.Load(in start, TSimd.Width);

        ref var b = ref Unsafe.AsRef(in tile.B);
        ref var packed = ref tile.Packed;
        var (stepStride, termStride) = (tile.StepStride, tile.TermStride);
        nuint at = 0;
        for (var k = tile.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b, 0);
            var y1 = TSimd.Load(in b, TSimd.Width);
            if (TPanel.Packs)
            {
                TSimd.Store(y0, ref packed, 0);
                TSimd.Store(y1, ref packed, TSimd.Width);
                packed = ref Unsafe.Add(ref packed, 2 * TSimd.Width);
            }

            if (TPanel.Fetches)
            {
                ref var ahead = ref Unsafe.Add(ref b, Prefetch.Rows * termStride);
                Prefetch.Run(ref ahead);
                Prefetch.Run(ref Unsafe.Add(ref ahead, TSimd.Width));
            }

            var x0 = TSimd.Create(Unsafe.Add(ref a0, at));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            c01 = TSimd.FusedMultiplyAdd(x0, y1, c01);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, at));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            c11 = TSimd.FusedMultiplyAdd(x1, y1, c11);
            var x2 = TSimd.Create(Unsafe.Add(ref a2, at));
            c20 = TSimd.FusedMultiplyAdd(x2, y0, c20);
            c21 = TSimd.FusedMultiplyAdd(x2, y1, c21);
            var x3 = TSimd.Create(Unsafe.Add(ref a3, at));
            c30 = TSimd.FusedMultiplyAdd(x3, y0, c30);
            c31 = TSimd.FusedMultiplyAdd(x3, y1, c31);
            at += stepStride;
            b = ref Unsafe.Add(ref b, termStride);
        }

        ref var c = ref tile.C;
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, TSimd.Width);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref c, TSimd.Width);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref c, TSimd.Width);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref c, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref c, TSimd.Width);
    }
}
