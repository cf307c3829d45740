using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Twelve rows of a small product at a time, by two vectors of columns, the second of which may be narrower: 24 accumulators.</summary>
internal static class Small12x2
{
    /// <summary>The fewest rows.</summary>
    public const nuint Rows = 12;

    /// <summary>Computes the columns that begin with <paramref name="column"/> and, so many after it, with <paramref name="second"/>, of all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TSecond, TSecondVector, TShape, TFinish>(ref readonly SmallOperands product, nuint column, nuint second)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        var (rows, depth) = (product.Rows, product.Depth);
        ref var a = ref product.A;
        ref var b = ref Unsafe.Add(ref product.B, column);
        ref var c = ref Unsafe.Add(ref product.C, column);
        ref var beside = ref Unsafe.Add(ref product.Beside, column);
        var (begin0, begin1) = (product.Begin<TSimd, TVector>(column), product.Begin<TSecond, TSecondVector>(column + second));
        for (nuint row = 0; row < rows; row += Rows)
        {
            var first = nuint.Min(row, rows - Rows);
            ref var x = ref Unsafe.Add(ref a, first * rowStride);
            ref var term = ref b;
            var (c0_0, c1_0, c2_0, c3_0, c4_0, c5_0) = (begin0, begin0, begin0, begin0, begin0, begin0);
            var (c6_0, c7_0, c8_0, c9_0, c10_0, c11_0) = (begin0, begin0, begin0, begin0, begin0, begin0);
            var (c0_1, c1_1, c2_1, c3_1, c4_1, c5_1) = (begin1, begin1, begin1, begin1, begin1, begin1);
            var (c6_1, c7_1, c8_1, c9_1, c10_1, c11_1) = (begin1, begin1, begin1, begin1, begin1, begin1);
            var (sum0, sum1) = (TSimd.Create(0f), TSecond.Create(0f));
            for (var k = depth; k != 0; k--)
            {
                var (y0, y1) = (TSimd.Load(in term, 0), TSecond.Load(in term, second));
                var factor = TSimd.Create(x);
                c0_0 = TSimd.FusedMultiplyAdd(factor, y0, c0_0);
                c0_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c0_1);
                factor = TSimd.Create(Unsafe.Add(ref x, rowStride));
                c1_0 = TSimd.FusedMultiplyAdd(factor, y0, c1_0);
                c1_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c1_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 2 * rowStride));
                c2_0 = TSimd.FusedMultiplyAdd(factor, y0, c2_0);
                c2_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c2_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 3 * rowStride));
                c3_0 = TSimd.FusedMultiplyAdd(factor, y0, c3_0);
                c3_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c3_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 4 * rowStride));
                c4_0 = TSimd.FusedMultiplyAdd(factor, y0, c4_0);
                c4_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c4_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 5 * rowStride));
                c5_0 = TSimd.FusedMultiplyAdd(factor, y0, c5_0);
                c5_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c5_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 6 * rowStride));
                c6_0 = TSimd.FusedMultiplyAdd(factor, y0, c6_0);
                c6_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c6_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 7 * rowStride));
                c7_0 = TSimd.FusedMultiplyAdd(factor, y0, c7_0);
                c7_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c7_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 8 * rowStride));
                c8_0 = TSimd.FusedMultiplyAdd(factor, y0, c8_0);
                c8_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c8_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 9 * rowStride));
                c9_0 = TSimd.FusedMultiplyAdd(factor, y0, c9_0);
                c9_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c9_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 10 * rowStride));
                c10_0 = TSimd.FusedMultiplyAdd(factor, y0, c10_0);
                c10_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c10_1);
                factor = TSimd.Create(Unsafe.Add(ref x, 11 * rowStride));
                c11_0 = TSimd.FusedMultiplyAdd(factor, y0, c11_0);
                c11_1 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c11_1);
                if (TShape.SumsTerms)
                {
                    (sum0, sum1) = (TSimd.Add(sum0, y0), TSecond.Add(sum1, y1));
                }

                x = ref Unsafe.Add(ref x, stepStride);
                term = ref Unsafe.Add(ref term, columns);
            }

            if (TShape.SumsTerms)
            {
                TSimd.Store(sum0, ref product.Sums, column);
                TSecond.Store(sum1, ref product.Sums, column + second);
            }

            ref var result = ref Unsafe.Add(ref c, first * columns);
            ref var other = ref Unsafe.Add(ref beside, first * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c0_0, ref other, 0), ref result, 0);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c1_0, ref other, columns), ref result, columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c2_0, ref other, 2 * columns), ref result, 2 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c3_0, ref other, 3 * columns), ref result, 3 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c4_0, ref other, 4 * columns), ref result, 4 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c5_0, ref other, 5 * columns), ref result, 5 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c6_0, ref other, 6 * columns), ref result, 6 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c7_0, ref other, 7 * columns), ref result, 7 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c8_0, ref other, 8 * columns), ref result, 8 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c9_0, ref other, 9 * columns), ref result, 9 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c10_0, ref other, 10 * columns), ref result, 10 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c11_0, ref other, 11 * columns), ref result, 11 * columns);
            other = ref Unsafe.Add(ref other, second);
            result = ref Unsafe.Add(ref result, second);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c0_1, c1_1, ref other, ref result, 0, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c2_1, c3_1, ref other, ref result, 2 * columns, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c4_1, c5_1, ref other, ref result, 4 * columns, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c6_1, c7_1, ref other, ref result, 6 * columns, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c8_1, c9_1, ref other, ref result, 8 * columns, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c10_1, c11_1, ref other, ref result, 10 * columns, columns);
        }
    }
}
