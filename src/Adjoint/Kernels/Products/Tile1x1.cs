using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>One row by one vector of a product: 1 accumulator.</summary>
internal static class Tile1x1
{
    /// <summary>Computes and stores the row of the vector that begins at column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint row, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        var (stepStride, width) = (product.StepStride, product.Columns);
        ref var a0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), row * product.RowStride);
        ref var b0 = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), column);

        var c00 = Start.Load<TSimd, TVector>(in product.Start, column);

        nuint atA = 0, atB = 0;
        for (var k = product.Depth; k != 0; k--)
        {
            var y0 = TSimd.Load(in b0, atB);
            var x0 = TSimd.Create(Unsafe.Add(ref a0, atA));
            c00 = TSimd.FusedMultiplyAdd(x0, y0, c00);
            atA += stepStride;
            atB += width;
        }

        ref var c = ref Unsafe.Add(ref product.C, row * width);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref c, column);
    }
}
