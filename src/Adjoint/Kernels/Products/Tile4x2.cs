using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Four rows by two vectors of a product: 8 accumulators.</summary>
internal static class Tile4x2
{
    /// <summary>Computes and stores rows row ... row + 3 of the vectors that begin at the given columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint row, nuint column, nuint second)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var (rowStride, stepStride, width) = (product.RowStride, product.StepStride, product.Columns);
        ref var a0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), row * rowStride);
        ref var a1 = ref Unsafe.Add(ref a0, rowStride);
        ref var a2 = ref Unsafe.Add(ref a1, rowStride);
        ref var a3 = ref Unsafe.Add(ref a2, rowStride);
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);
        ref var b1 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), second);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);
        var c01 = Start.Load<TSimd, TVector>(in product.Start, second);
        var (c10, c11) = (c00, c01);
        var (c20, c21) = (c00, c01);
        var (c30, c31) = (c00, c01);

        nuint atA = 0, atB = 0;
        for (var k = product.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b0, atB);
            var y1 = TSimd.Load(in b1, atB);
            var x0 = TSimd.Create(Unsafe.Add(ref a0, atA));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            c01 = TSimd.FusedMultiplyAdd(x0, y1, c01);
            var x1 = TSimd.Create(Unsafe.Add(ref a1, atA));
            c10 = TSimd.FusedMultiplyAdd(x1, y0, c10);
            c11 = TSimd.FusedMultiplyAdd(x1, y1, c11);
            var x2 = TSimd.Create(Unsafe.Add(ref a2, atA));
            c20 = TSimd.FusedMultiplyAdd(x2, y0, c20);
            c21 = TSimd.FusedMultiplyAdd(x2, y1, c21);
            var x3 = TSimd.Create(Unsafe.Add(ref a3, atA));
            c30 = TSimd.FusedMultiplyAdd(x3, y0, c30);
            c31 = TSimd.FusedMultiplyAdd(x3, y1, c31);
            atA += stepStride;
            atB += width;
        }

        ref var c = ref Unsafe.Add(ref product.C, row * width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, second);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref c, second);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref c, second);
        c = ref Unsafe.Add(ref c, width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref c, second);
    }
}
