using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Four rows by one vector of a product: 4 accumulators.</summary>
internal static class Tile4x1
{
    /// <summary>Computes and stores rows row ... row + 3 of the vector that begins at column.</summary>
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
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);
        var c10 = c00;
        var c20 = c00;
        var c30 = c00;

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
    }
}
