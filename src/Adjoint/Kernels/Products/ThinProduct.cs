using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A small product with one to four columns, of a matrix A whose rows lie in memory: lanes lie along the rows, four terms of them are turned in registers, and the sums are turned back when
/// they are stored. Where rows do not fill the last block, it overlaps the one before.
/// </summary>
internal static class ThinProduct
{
    /// <summary>The most columns.</summary>
    public const int MostColumns = 4;

    /// <summary>The fewest rows, two vectors of the narrowest.</summary>
    public const int LeastRows = 8;

    /// <summary>The fewest terms.</summary>
    public const int LeastTerms = 4;

    /// <summary>Floats that the sums of a block need: as many columns of two vectors.</summary>
    private const int Room = MostColumns * 2 * 16;

    /// <summary>Computes C, at least eight rows of it, each the sum of at least four terms, with the widest vectors of which two are filled by the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TShape, TEpilogue>(ref readonly SmallOperands product)
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        if (Widths.Has512 && product.Rows >= 2 * Simd512.Width)
        {
            Run<Simd512, Vector512<float>, TShape, TEpilogue>(in product);
        }
        else if (Widths.Has256 && product.Rows >= 2 * Simd256.Width)
        {
            Run<Simd256, Vector256<float>, TShape, TEpilogue>(in product);
        }
        else
        {
            Run<Simd128, Vector128<float>, TShape, TEpilogue>(in product);
        }
    }

    /// <summary>The same at a given width; there are at least two vectors of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Run<TSimd, TVector, TShape, TEpilogue>(ref readonly SmallOperands product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        Span<float> room = stackalloc float[Room];
        ref var sums = ref MemoryMarshal.GetReference(room);
        var columns = TShape.Columns;
        var lanes = 2 * TSimd.Width;
        for (nuint row = 0; row < product.Rows; row += lanes)
        {
            var from = nuint.Min(row, product.Rows - lanes);
            Block<TSimd, TVector, TShape, TEpilogue>(in product, from, ref sums);
            Transpose.Back(ref sums, lanes, lanes, columns, ref Unsafe.Add(ref product.C, from * columns), columns, Transpose.SafeRows(lanes, columns, product.Rows - from));
        }
    }

    /// <summary>Two vectors of rows by all columns; column n goes to sums[n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TSimd, TVector, TShape, TEpilogue>(ref readonly SmallOperands product, nuint row, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var (columns, rowStride) = (TShape.Columns, TShape.RowStride);
        ref var start = ref product.Start;
        var c00 = Begin<TSimd, TVector>(ref start, 0);
        var c10 = columns > 1 ? Begin<TSimd, TVector>(ref start, 1) : default;
        var c20 = columns > 2 ? Begin<TSimd, TVector>(ref start, 2) : default;
        var c30 = columns > 3 ? Begin<TSimd, TVector>(ref start, 3) : default;
        var (c01, c11, c21, c31) = (c00, c10, c20, c30);
        var depth = product.Depth;
        ref var b = ref product.B;
        ref var first = ref Unsafe.Add(ref product.A, row * rowStride);
        ref var second = ref Unsafe.Add(ref first, TSimd.Width * rowStride);
        nuint k = 0;
        for (; k + 4 <= depth; k += 4)
        {
            Transpose.FourColumns<TVector>(ref Unsafe.Add(ref first, k), rowStride, out var x0, out var x1, out var x2, out var x3);
            Transpose.FourColumns<TVector>(ref Unsafe.Add(ref second, k), rowStride, out var y0, out var y1, out var y2, out var y3);
            Add<TSimd, TVector>(x0, y0, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
            Add<TSimd, TVector>(x1, y1, ref Unsafe.Add(ref b, columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
            Add<TSimd, TVector>(x2, y2, ref Unsafe.Add(ref b, 2 * columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
            Add<TSimd, TVector>(x3, y3, ref Unsafe.Add(ref b, 3 * columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
            b = ref Unsafe.Add(ref b, 4 * columns);
        }

        if (k < depth)
        {
            // The last four terms, of which the first were added already.
            var left = depth - k;
            Transpose.FourColumns<TVector>(ref Unsafe.Add(ref first, depth - 4), rowStride, out _, out var x1, out var x2, out var x3);
            Transpose.FourColumns<TVector>(ref Unsafe.Add(ref second, depth - 4), rowStride, out _, out var y1, out var y2, out var y3);
            if (left > 2)
            {
                Add<TSimd, TVector>(x1, y1, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                b = ref Unsafe.Add(ref b, columns);
            }

            if (left > 1)
            {
                Add<TSimd, TVector>(x2, y2, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
                b = ref Unsafe.Add(ref b, columns);
            }

            Add<TSimd, TVector>(x3, y3, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31);
        }

        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c00), ref sums, 0);
        TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c01), ref sums, TSimd.Width);
        if (columns > 1)
        {
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c10), ref sums, 2 * TSimd.Width);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c11), ref sums, 3 * TSimd.Width);
        }

        if (columns > 2)
        {
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c20), ref sums, 4 * TSimd.Width);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c21), ref sums, 5 * TSimd.Width);
        }

        if (columns > 3)
        {
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c30), ref sums, 6 * TSimd.Width);
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(c31), ref sums, 7 * TSimd.Width);
        }
    }

    /// <summary>One term: two vectors of a column of A, times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector>(
        TVector x, TVector y, ref float b, nuint columns,
        ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21, ref TVector c30, ref TVector c31)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var factor = TSimd.Create(b);
        c00 = TSimd.FusedMultiplyAdd(x, factor, c00);
        c01 = TSimd.FusedMultiplyAdd(y, factor, c01);
        if (columns > 1)
        {
            factor = TSimd.Create(Unsafe.Add(ref b, 1));
            c10 = TSimd.FusedMultiplyAdd(x, factor, c10);
            c11 = TSimd.FusedMultiplyAdd(y, factor, c11);
        }

        if (columns > 2)
        {
            factor = TSimd.Create(Unsafe.Add(ref b, 2));
            c20 = TSimd.FusedMultiplyAdd(x, factor, c20);
            c21 = TSimd.FusedMultiplyAdd(y, factor, c21);
        }

        if (columns > 3)
        {
            factor = TSimd.Create(Unsafe.Add(ref b, 3));
            c30 = TSimd.FusedMultiplyAdd(x, factor, c30);
            c31 = TSimd.FusedMultiplyAdd(y, factor, c31);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Begin<TSimd, TVector>(ref float start, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Create(Unsafe.IsNullRef(ref start) ? 0f : Unsafe.Add(ref start, column));
}
