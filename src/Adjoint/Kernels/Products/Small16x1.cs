using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Sixteen rows of a small product at a time, by one vector of columns: 16 accumulators.</summary>
internal static class Small16x1
{
    /// <summary>The fewest rows.</summary>
    public const nuint Rows = 16;

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
            var (c8, c9, c10, c11) = (begin, begin, begin, begin);
            var (c12, c13, c14, c15) = (begin, begin, begin, begin);
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
                c8 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 8 * rowStride)), y, c8);
                c9 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 9 * rowStride)), y, c9);
                c10 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 10 * rowStride)), y, c10);
                c11 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 11 * rowStride)), y, c11);
                c12 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 12 * rowStride)), y, c12);
                c13 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 13 * rowStride)), y, c13);
                c14 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 14 * rowStride)), y, c14);
                c15 = TSimd.FusedMultiplyAdd(TSimd.Create(Unsafe.Add(ref x, 15 * rowStride)), y, c15);
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
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c8, ref other, 8 * columns), ref result, 8 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c9, ref other, 9 * columns), ref result, 9 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c10, ref other, 10 * columns), ref result, 10 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c11, ref other, 11 * columns), ref result, 11 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c12, ref other, 12 * columns), ref result, 12 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c13, ref other, 13 * columns), ref result, 13 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c14, ref other, 14 * columns), ref result, 14 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c15, ref other, 15 * columns), ref result, 15 * columns);
        }
    }
}
