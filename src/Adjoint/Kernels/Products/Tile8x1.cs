using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Eight rows by one vector of a product: 8 accumulators.</summary>
internal static class Tile8x1
{
    /// <summary>Computes and stores rows row ... row + 7 of the vector that begins at column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint row, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var (rowStride, stepStride, width) = (product.RowStride, product.StepStride, product.Columns);
        ref var a0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), row * rowStride);
        ref var a1 = ref Unsafe.Add(ref a0, rowStride);
        ref var a2 = ref Unsafe.Add(ref a1, rowStride);
        ref var a3 = ref Unsafe.Add(ref a2, rowStride);
        ref var a4 = ref Unsafe.Add(ref a3, rowStride);
        ref var a5 = ref Unsafe.Add(ref a4, rowStride);
        ref var a6 = ref Unsafe.Add(ref a5, rowStride);
        ref var a7 = ref Unsafe.Add(ref a6, rowStride);
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);
        var c10 = c00;
        var c20 = c00;
        var c30 = c00;
        var c40 = c00;
        var c50 = c00;
        var c60 = c00;
        var c70 = c00;

        nuint atA = 0, atB = 0;
        for (var k = product.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b0, atB);
            var x0 = TSimd.Create(Unsafe.Add(ref a0, atA));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, atA));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            var x2 = TSimd.Create(Unsafe.Add(ref a2, atA));
            c20 = TSimd.FusedMultiplyAdd(x2, y0, c20);
            var x3 = TSimd.Create(Unsafe.Add(ref a3, atA));
            c30 = TSimd.FusedMultiplyAdd(x3, y0, c30);
            var x4 = TSimd.Create(Unsafe.Add(ref a4, atA));
            c40 = TSimd.FusedMultiplyAdd(x4, y0, c40);
            var x5 = TSimd.Create(Unsafe.Add(ref a5, atA));
            c50 = TSimd.FusedMultiplyAdd(x5, y0, c50);
            var x6 = TSimd.Create(Unsafe.Add(ref a6, atA));
            c60 = TSimd.FusedMultiplyAdd(x6, y0, c60);
            var x7 = TSimd.Create(Unsafe.Add(ref a7, atA));
            c70 = TSimd.FusedMultiplyAdd(x7, y0, c70);
            atA += stepStride;
            atB += width;
        }

        ref var c = ref Unsafe.Add(ref product.C, row * width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c40), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c50), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c60), ref c, column);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c70), ref c, column);
    }
}
