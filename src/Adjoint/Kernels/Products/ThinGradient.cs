using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// C = A · B with one to four columns, of a matrix A whose columns lie in memory, and the sums of B's columns: the gradient of a weight with so few outputs. Lanes lie along the rows. Where
/// these do not fill the last block, it overlaps the one before.
/// </summary>
internal static class ThinGradient
{
    /// <summary>Floats that the sums of a block need: four columns of two vectors.</summary>
    private const int Room = ThinProduct.MostColumns * 2 * 16;

    /// <summary>Computes C, at least eight rows of it, with the widest vectors of which two, or one and one of half its width, are filled by the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TShape>(ref readonly SmallOperands product)
        where TShape : struct, ISmallShape
    {
        if (Widths.Has512 && product.Rows >= 2 * Simd512.Width)
        {
            Run<Simd512, Vector512<float>, Simd512, Vector512<float>, TShape>(in product);
        }
        else if (Widths.Has512 && product.Rows >= Simd512.Width + Simd256.Width)
        {
            Run<Simd512, Vector512<float>, Simd256, Vector256<float>, TShape>(in product);
        }
        else if (Widths.Has256 && product.Rows >= 2 * Simd256.Width)
        {
            Run<Simd256, Vector256<float>, Simd256, Vector256<float>, TShape>(in product);
        }
        else
        {
            Run<Simd128, Vector128<float>, Simd128, Vector128<float>, TShape>(in product);
        }
    }

    /// <summary>The same at given widths; the rows fill both vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Run<TSimd, TVector, TSecond, TSecondVector, TShape>(ref readonly SmallOperands product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
        where TShape : struct, ISmallShape
    {
        Span<float> room = stackalloc float[Room];
        ref var sums = ref MemoryMarshal.GetReference(room);
        var columns = TShape.Columns;
        var lanes = TSimd.Width + TSecond.Width;
        for (nuint row = 0; row < product.Rows; row += lanes)
        {
            var from = nuint.Min(row, product.Rows - lanes);
            Block<TSimd, TVector, TSecond, TSecondVector, TShape>(in product, from, ref sums);
            Transpose.Back(ref sums, lanes, lanes, columns, ref Unsafe.Add(ref product.C, from * columns), columns, Transpose.SafeRows(lanes, columns, product.Rows - from));
        }
    }

    /// <summary>Two vectors of rows by all columns; column n goes to sums[n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TSimd, TVector, TSecond, TSecondVector, TShape>(ref readonly SmallOperands product, nuint row, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
        where TShape : struct, ISmallShape
    {
        var (columns, stepStride, lanes) = (TShape.Columns, TShape.StepStride, TSimd.Width + TSecond.Width);
        var zero = TSimd.Create(0f);
        var (c00, c10, c20, c30) = (zero, zero, zero, zero);
        var rest = TSecond.Create(0f);
        var (c01, c11, c21, c31) = (rest, rest, rest, rest);
        var (sum0, sum1, sum2, sum3) = (0f, 0f, 0f, 0f);
        ref var a = ref Unsafe.Add(ref product.A, row);
        ref var b = ref product.B;
        for (var k = product.Depth; k != 0; k--)
        {
            var (x, y) = (TSimd.Load(in a, 0), TSecond.Load(in a, TSimd.Width));
            c00 = TSimd.FusedMultiplyAdd(x, TSimd.Create(b), c00);
            c01 = TSecond.FusedMultiplyAdd(y, TSecond.Create(b), c01);
            sum0 += b;
            if (columns > 1)
            {
                c10 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 1)), c10);
                c11 = TSecond.FusedMultiplyAdd(y, TSecond.Create(Unsafe.Add(ref b, 1)), c11);
                sum1 += Unsafe.Add(ref b, 1);
            }

            if (columns > 2)
            {
                c20 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 2)), c20);
                c21 = TSecond.FusedMultiplyAdd(y, TSecond.Create(Unsafe.Add(ref b, 2)), c21);
                sum2 += Unsafe.Add(ref b, 2);
            }

            if (columns > 3)
            {
                c30 = TSimd.FusedMultiplyAdd(x, TSimd.Create(Unsafe.Add(ref b, 3)), c30);
                c31 = TSecond.FusedMultiplyAdd(y, TSecond.Create(Unsafe.Add(ref b, 3)), c31);
                sum3 += Unsafe.Add(ref b, 3);
            }

            a = ref Unsafe.Add(ref a, stepStride);
            b = ref Unsafe.Add(ref b, columns);
        }

        TSimd.Store(c00, ref sums, 0);
        TSecond.Store(c01, ref sums, TSimd.Width);
        if (columns > 1)
        {
            TSimd.Store(c10, ref sums, lanes);
            TSecond.Store(c11, ref sums, lanes + TSimd.Width);
        }

        if (columns > 2)
        {
            TSimd.Store(c20, ref sums, 2 * lanes);
            TSecond.Store(c21, ref sums, (2 * lanes) + TSimd.Width);
        }

        if (columns > 3)
        {
            TSimd.Store(c30, ref sums, 3 * lanes);
            TSecond.Store(c31, ref sums, (3 * lanes) + TSimd.Width);
        }

        if (TShape.SumsTerms)
        {
            product.Sums = sum0;
            if (columns > 1)
            {
                Unsafe.Add(ref product.Sums, 1) = sum1;
            }

            if (columns > 2)
            {
                Unsafe.Add(ref product.Sums, 2) = sum2;
            }

            if (columns > 3)
            {
                Unsafe.Add(ref product.Sums, 3) = sum3;
            }
        }
    }
}
