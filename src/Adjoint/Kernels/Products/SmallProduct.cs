using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// C[m,n] = f(start[n] + sum over k of A[m,k] · B[k,n]), k ascending, where B is so small that packing it would cost more than the product. Where rows or columns do not fill the last
/// block, it overlaps the one before: some results are computed twice, to the same bits. The shape is a type, so that strides are constants.
/// </summary>
internal static class SmallProduct
{
    /// <summary>The fewest rows.</summary>
    public const int LeastRows = (int)Small4x2.Rows;

    /// <summary>The fewest columns, those of the widest vector: with fewer, lanes along the rows do more.</summary>
    public static int LeastColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths.Has512 ? 16 : Widths.Has256 ? 8 : 4;
    }

    /// <summary>Sums of fewer terms are stored sooner than a taller block would be filled.</summary>
    private const nuint LongSum = 16;

    /// <summary>Computes C, at least <see cref="LeastRows"/> of its rows, with the widest vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TShape, TFinish>(ref readonly SmallOperands product)
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        if (Widths.Has512)
        {
            Run<Simd512, Vector512<float>, Simd256, Vector256<float>, TShape, TFinish>(in product);
        }
        else if (Widths.Has256)
        {
            Run<Simd256, Vector256<float>, Simd128, Vector128<float>, TShape, TFinish>(in product);
        }
        else
        {
            Run<Simd128, Vector128<float>, Simd128, Vector128<float>, TShape, TFinish>(in product);
        }
    }

    /// <summary>The same at a given width, which may not exceed the number of columns, and for the last columns half of it, if there is half of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TSimd, TVector, THalf, THalfVector, TShape, TFinish>(ref readonly SmallOperands product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where THalf : struct, ISimd<THalfVector>
        where THalfVector : struct
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        for (nuint column = 0; column < TShape.Columns; column += 2 * TSimd.Width)
        {
            var remaining = TShape.Columns - column;
            if (remaining <= TSimd.Width)
            {
                OneVector<TSimd, TVector, TShape, TFinish>(in product, TShape.Columns - TSimd.Width);
            }
            else if (remaining <= TSimd.Width + THalf.Width)
            {
                TwoVectors<TSimd, TVector, THalf, THalfVector, TShape, TFinish>(in product, column, remaining - THalf.Width);
            }
            else
            {
                TwoVectors<TSimd, TVector, TSimd, TVector, TShape, TFinish>(in product, column, nuint.Min(TSimd.Width, remaining - TSimd.Width));
            }
        }
    }

    /// <summary>As many rows at a time as there are registers for their sums, and rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneVector<TSimd, TVector, TShape, TFinish>(ref readonly SmallOperands product, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        if (TSimd.ManyRegisters && product.Rows >= Small16x1.Rows)
        {
            Small16x1.Run<TSimd, TVector, TShape, TFinish>(in product, column);
        }
        else if (product.Rows >= Small8x1.Rows)
        {
            Small8x1.Run<TSimd, TVector, TShape, TFinish>(in product, column);
        }
        else
        {
            Small4x2.Run<TSimd, TVector, TSimd, TVector, TShape, TFinish>(in product, column, 0);
        }
    }

    /// <summary>The same for columns from one on and, so many after it, from a second on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoVectors<TSimd, TVector, TSecond, TSecondVector, TShape, TFinish>(ref readonly SmallOperands product, nuint column, nuint second)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TSecond : struct, ISimd<TSecondVector>
        where TSecondVector : struct
        where TShape : struct, ISmallShape
        where TFinish : struct, IFinish
    {
        if (TSimd.ManyRegisters && product.Rows >= Small12x2.Rows && product.Depth >= LongSum)
        {
            Small12x2.Run<TSimd, TVector, TSecond, TSecondVector, TShape, TFinish>(in product, column, second);
        }
        else if (product.Rows >= Small6x2.Rows && (TSimd.ManyRegisters || !TShape.SumsTerms))
        {
            Small6x2.Run<TSimd, TVector, TSecond, TSecondVector, TShape, TFinish>(in product, column, second);
        }
        else
        {
            Small4x2.Run<TSimd, TVector, TSecond, TSecondVector, TShape, TFinish>(in product, column, second);
        }
    }
}
