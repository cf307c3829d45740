using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Eight rows of a small product at a time, by one vector of columns: 8 accumulators.</summary>
internal static class Small8x1
{
    /// <summary>The fewest rows.</summary>
    public const nuint Rows = 8;

    /// <summary>Computes the columns that begin with <paramref name="column"/>, of all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TShape, TFinish>(ref readonly SmallOperands product, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        var (rows, depth) = (product.Rows, product.Depth);
        ref var a = ref product.A;
        ref var b = ref Unsafe.Add(ref product.B, column);
        ref var c = ref Unsafe.Add(ref product.C, column);
        ref var beside = ref Unsafe.Add(ref product.Beside, column);
        var begin = product.Begin<TSimd, TVector>(column);
        for (nuint row = 0; row < rows; row += Rows)
        {
            // The last rows overlap those before where they are fewer.
            var first = nuint.Min(row, rows - Rows);
            ref var x = ref Unsafe.Add(ref a, first * rowStride);
            ref var term = ref b;
            var (c0, c1, c2, c3) = (begin, begin, begin, begin);
            var (c4, c5, c6, c7) = (begin, begin, begin, begin);
            var sum = TSimd.Create(0f);
            for (var k = depth; k != 0; k--)
            {
                var y = TSimd.Load(in term, 0);
                c0 = TSimd.FusedMultiplyAdd(TSimd.Create(x), y, c0);
                c1 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, rowStride)), y, c1);
                c2 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 2 * rowStride)), y, c2);
                c3 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 3 * rowStride)), y, c3);
                c4 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 4 * rowStride)), y, c4);
                c5 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 5 * rowStride)), y, c5);
                c6 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 6 * rowStride)), y, c6);
                c7 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 7 * rowStride)), y, c7);
                if (TShape.SumsTerms)
                {
                    sum = TSimd.Add(sum, y);
                }

                x = ref Unsafe.Add(ref x, stepStride);
                term = ref Unsafe.Add(ref term, columns);
            }

            if (TShape.SumsTerms)
            {
                TSimd.Store(sum, ref product.Sums, column);
            }

            ref var result = ref Unsafe.Add(ref c, first * columns);
            ref var other = ref Unsafe.Add(ref beside, first * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c0, ref other, 0), ref result, 0);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c1, ref other, columns), ref result, columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c2, ref other, 2 * columns), ref result, 2 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c3, ref other, 3 * columns), ref result, 3 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c4, ref other, 4 * columns), ref result, 4 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c5, ref other, 5 * columns), ref result, 5 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c6, ref other, 6 * columns), ref result, 6 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c7, ref other, 7 * columns), ref result, 7 * columns);
        }
    }
}
