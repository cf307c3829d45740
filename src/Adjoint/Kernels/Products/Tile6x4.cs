using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Six rows by four vectors of a product: 24 accumulators.</summary>
internal static class Tile6x4
{
    /// <summary>Computes and stores rows row ... row + 5 of the vectors that begin at the given columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint row, nuint column, nuint second, nuint third, nuint fourth)
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
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);
        ref var b1 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), second);
        ref var b2 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), third);
        ref var b3 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), fourth);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);
        var c01 = Start.Load<TSimd, TVector>(in product.Start, second);
        var c02 = Start.Load<TSimd, TVector>(in product.Start, third);
        var c03 = Start.Load<TSimd, TVector>(in product.Start, fourth);
        var (c10, c11, c12, c13) = (c00, c01, c02, c03);
        var (c20, c21, c22, c23) = (c00, c01, c02, c03);
        var (c30, c31, c32, c33) = (c00, c01, c02, c03);
        var (c40, c41, c42, c43) = (c00, c01, c02, c03);
        var (c50, c51, c52, c53) = (c00, c01, c02, c03);

        nuint atA = 0, atB = 0;
        for (var k = product.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b0, atB);
            var y1 = TSimd.Load(in b1, atB);
            var y2 = TSimd.Load(in b2, atB);
            var y3 = TSimd.Load(in b3, atB);
            var x0 = TSimd.Create(Unsafe.Add(ref a0, atA));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            c01 = TSimd.FusedMultiplyAdd(x0, y1, c01);
            c02 = TSimd.FusedMultiplyAdd(x0, y2, c02);
            c03 = TSimd.FusedMultiplyAdd(x0, y3, c03);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, atA));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            c11 = TSimd.FusedMultiplyAdd(x1, y1, c11);
            c12 = TSimd.FusedMultiplyAdd(x1, y2, c12);
            c13 = TSimd.FusedMultiplyAdd(x1, y3, c13);
            var x2 = TSimd.Create(Unsafe.Add(ref a2, atA));
            c20 = TSimd.FusedMultiplyAdd(x2, y0, c20);
            c21 = TSimd.FusedMultiplyAdd(x2, y1, c21);
            c22 = TSimd.FusedMultiplyAdd(x2, y2, c22);
            c23 = TSimd.FusedMultiplyAdd(x2, y3, c23);
            var x3 = TSimd.Create(Unsafe.Add(ref a3, atA));
            c30 = TSimd.FusedMultiplyAdd(x3, y0, c30);
            c31 = TSimd.FusedMultiplyAdd(x3, y1, c31);
            c32 = TSimd.FusedMultiplyAdd(x3, y2, c32);
            c33 = TSimd.FusedMultiplyAdd(x3, y3, c33);
            var x4 = TSimd.Create(Unsafe.Add(ref a4, atA));
            c40 = TSimd.FusedMultiplyAdd(x4, y0, c40);
            c41 = TSimd.FusedMultiplyAdd(x4, y1, c41);
            c42 = TSimd.FusedMultiplyAdd(x4, y2, c42);
            c43 = TSimd.FusedMultiplyAdd(x4, y3, c43);
            var x5 = TSimd.Create(Unsafe.Add(ref a5, atA));
            c50 = TSimd.FusedMultiplyAdd(x5, y0, c50);
            c51 = TSimd.FusedMultiplyAdd(x5, y1, c51);
            c52 = TSimd.FusedMultiplyAdd(x5, y2, c52);
            c53 = TSimd.FusedMultiplyAdd(x5, y3, c53);
            atA += stepStride;
            atB += width;
        }

        ref var c = ref Unsafe.Add(ref product.C, row * width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c02), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c03), ref c, fourth);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c12), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c13), ref c, fourth);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c22), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c23), ref c, fourth);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c32), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c33), ref c, fourth);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c40), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c41), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c42), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c43), ref c, fourth);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c50), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c51), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c52), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c53), ref c, fourth);
    }
}
