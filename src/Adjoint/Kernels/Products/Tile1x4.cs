using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>One row by four vectors of a product: 4 accumulators.</summary>
internal static class Tile1x4
{
    /// <summary>Computes and stores the row of the vectors that begin at the given columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint row, nuint column, nuint second, nuint third, nuint fourth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var (stepStride, width) = (product.StepStride, product.Columns);
        ref var a0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), row * product.RowStride);
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);
        ref var b1 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), second);
        ref var b2 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), third);
        ref var b3 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), fourth);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);
        var c01 = Start.Load<TSimd, TVector>(in product.Start, second);
        var c02 = Start.Load<TSimd, TVector>(in product.Start, third);
        var c03 = Start.Load<TSimd, TVector>(in product.Start, fourth);

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
            atA += stepStride;
            atB += width;
        }

        ref var c = ref Unsafe.Add(ref product.C, row * width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, column);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref c, second);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c02), ref c, third);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c03), ref c, fourth);
    }
}
