using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>One row by one vector of a product: 1 accumulator.</summary>
internal static class Tile1x1
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
            at += stepStride;
            b = ref Unsafe.Add(ref b, termStride);
        }

        ref var c = ref tile.C;
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, 0);
    }
}
