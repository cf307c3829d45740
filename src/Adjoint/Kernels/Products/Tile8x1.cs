using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Eight rows by one vector of a product: 8 accumulators.</summary>
internal static class Tile8x1
{
    /// <summary>Computes and stores the eight rows that the tile begins with.</summary>
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
        ref var a4 = ref Unsafe.Add(ref a3, tile.RowStride);
        ref var a5 = ref Unsafe.Add(ref a4, tile.RowStride);
        ref var a6 = ref Unsafe.Add(ref a5, tile.RowStride);
        ref var a7 = ref Unsafe.Add(ref a6, tile.RowStride);

        ref var start = ref Unsafe.AsRef(in tile.Start);
        var c00 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c10 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c20 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c30 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c40 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c50 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c60 = TSimd.Load(in start, 0);
        start = ref Unsafe.Add(ref start, tile.StartStride);
        var c70 = TSimd.Load(in start, 0);

        ref var b = ref Unsafe.AsRef(in tile.B);
        ref var packed = ref tile.Packed;
        var (stepStride, termStride) = (tile.StepStride, tile.TermStride);
        nuint at = 0;
        for (var k = tile.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b, 0);
            if (TPanel.Packs)
            {
                TSimd.Store(y0, ref packed, 0);
                packed = ref Unsafe.Add(ref packed, TSimd.Width);
            }

            if (TPanel.Fetches)
            {
                ref var ahead = ref Unsafe.Add(ref b, Prefetch.Rows * termStride);
                Prefetch.Run(ref ahead);
            }

            var x0 = TSimd.Create(Unsafe.Add(ref a0, at));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, at));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            var x2 = TSimd.Create(Unsafe.Add(ref a2, at));
            c20 = TSimd.FusedMultiplyAdd(x2, y0, c20);
            var x3 = TSimd.Create(Unsafe.Add(ref a3, at));
            c30 = TSimd.FusedMultiplyAdd(x3, y0, c30);
            var x4 = TSimd.Create(Unsafe.Add(ref a4, at));
            c40 = TSimd.FusedMultiplyAdd(x4, y0, c40);
            var x5 = TSimd.Create(Unsafe.Add(ref a5, at));
            c50 = TSimd.FusedMultiplyAdd(x5, y0, c50);
            var x6 = TSimd.Create(Unsafe.Add(ref a6, at));
            c60 = TSimd.FusedMultiplyAdd(x6, y0, c60);
            var x7 = TSimd.Create(Unsafe.Add(ref a7, at));
            c70 = TSimd.FusedMultiplyAdd(x7, y0, c70);
            at += stepStride;
            b = ref Unsafe.Add(ref b, termStride);
        }

        ref var c = ref tile.C;
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c40), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c50), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c60), ref c, 0);
        c = ref Unsafe.Add(ref c, tile.ResultStride);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c70), ref c, 0);
    }
}
