using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Four rows of a small product at a time, by two vectors of columns, the second of which may be narrower or, where there is but one, the same: 8 accumulators.</summary>
internal static class Small4x2
{
    /// <summary>The fewest rows.</summary>
    public const nuint Rows = 4;

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
            var (c00, c10, c20, c30) = (begin0, begin0, begin0, begin0);
            var (c01, c11, c21, c31) = (begin1, begin1, begin1, begin1);
            var (sum0, sum1) = (TSimd.Create(0f), TSecond.Create(0f));
            for (var k = depth; k != 0; k--)
            {
                var (y0, y1) = (TSimd.Load(in term, 0), TSecond.Load(in term, second));
                var factor = TSimd.Create(x);
                c00 = TSimd.FusedMultiplyAdd(factor, y0, c00);
                c01 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c01);
                factor = TSimd.Create(Unsafe.Add(ref x, rowStride));
                c10 = TSimd.FusedMultiplyAdd(factor, y0, c10);
                c11 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c11);
                factor = TSimd.Create(Unsafe.Add(ref x, 2 * rowStride));
                c20 = TSimd.FusedMultiplyAdd(factor, y0, c20);
                c21 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c21);
                factor = TSimd.Create(Unsafe.Add(ref x, 3 * rowStride));
                c30 = TSimd.FusedMultiplyAdd(factor, y0, c30);
                c31 = TSecond.FusedMultiplyAdd(Halves.Lower<TVector, TSecondVector>(factor), y1, c31);
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
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c00, ref other, 0), ref result, 0);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c10, ref other, columns), ref result, columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c20, ref other, 2 * columns), ref result, 2 * columns);
            TSimd.Store(TFinish.Apply<TSimd, TVector>(c30, ref other, 3 * columns), ref result, 3 * columns);
            other = ref Unsafe.Add(ref other, second);
            result = ref Unsafe.Add(ref result, second);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c01, c11, ref other, ref result, 0, columns);
            TwoRows.Store<TSimd, TVector, TSecond, TSecondVector, TFinish>(c21, c31, ref other, ref result, 2 * columns, columns);
        }
    }
}
