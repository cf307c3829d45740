using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A small product with one, two or three columns: lanes lie along the rows. Where A has its rows in memory, four terms of them are turned in registers; the sums are turned back when they
/// are stored. Where rows do not fill the last block, it overlaps the one before.
/// </summary>
internal static class ThinProduct
{
    /// <summary>The most columns.</summary>
    public const int MostColumns = 3;

    /// <summary>The fewest rows, two vectors of the narrowest.</summary>
    public const int LeastRows = 8;

    /// <summary>The fewest terms.</summary>
    public const int LeastTerms = 4;

    /// <summary>Floats that the sums of a block need: four columns of two vectors.</summary>
    private const int Room = 4 * 2 * 16;

    /// <summary>Computes C with the widest vectors of which two are filled by the rows.</summary>
    /// <param name="rows">Rows of A and C, at least eight.</param>
    /// <param name="depth">Terms of each sum, at least four.</param>
    /// <param name="a">A[0,0].</param>
    /// <param name="b">B[0,0].</param>
    /// <param name="start">What the sums of each column begin at; a null reference for zero.</param>
    /// <param name="c">C[0,0].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, ref float start, ref float c)
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        if (Widths.Has512 && rows >= 2 * Simd512.Width)
        {
            Run<Simd512, Vector512<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
        else if (Widths.Has256 && rows >= 2 * Simd256.Width)
        {
            Run<Simd256, Vector256<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
        else
        {
            Run<Simd128, Vector128<float>, TShape, TEpilogue>(rows, depth, ref a, ref b, ref start, ref c);
        }
    }

    /// <summary>The same at a given width; there are at least two vectors of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Run<TSimd, TVector, TShape, TEpilogue>(nuint rows, nuint depth, ref float a, ref float b, ref float start, ref float c)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        Span<float> room = stackalloc float[Room];
        ref var sums = ref MemoryMarshal.GetReference(room);
        var (columns, rowStride) = (TShape.Columns, TShape.RowStride);
        var lanes = 2 * TSimd.Width;
        for (nuint row = 0; row < rows; row += lanes)
        {
            var from = nuint.Min(row, rows - lanes);
            Block<TSimd, TVector, TShape, TEpilogue>(depth, ref Unsafe.Add(ref a, from * rowStride), ref b, ref start, ref sums);
            Transpose.Back(ref sums, lanes, lanes, columns, ref Unsafe.Add(ref c, from * columns), columns, Transpose.SafeRows(lanes, columns, rows - from));
        }
    }

    /// <summary>Two vectors of rows by all columns; column n goes to sums[n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<TSimd, TVector, TShape, TEpilogue>(nuint depth, ref float a, ref float b, ref float start, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TShape : struct, ISmallShape
        where TEpilogue : struct, IEpilogue
    {
        var (columns, rowStride, stepStride) = (TShape.Columns, TShape.RowStride, TShape.StepStride);
        var c00 = Begin<TSimd, TVector>(ref start, 0);
        var c10 = columns > 1 ? Begin<TSimd, TVector>(ref start, 1) : default;
        var c20 = columns > 2 ? Begin<TSimd, TVector>(ref start, 2) : default;
        var (c01, c11, c21) = (c00, c10, c20);
        if (rowStride == 1)
        {
            for (var k = depth; k != 0; k--)
            {
                Add<TSimd, TVector>(TSimd.Load(in a, 0), TSimd.Load(in a, TSimd.Width), ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                a = ref Unsafe.Add(ref a, stepStride);
                b = ref Unsafe.Add(ref b, columns);
            }
        }
        else
        {
            ref var second = ref Unsafe.Add(ref a, TSimd.Width * rowStride);
            nuint k = 0;
            for (; k + 4 <= depth; k += 4)
            {
                Transpose.FourColumns<TVector>(ref Unsafe.Add(ref a, k), rowStride, out var x0, out var x1, out var x2, out var x3);
                Transpose.FourColumns<TVector>(ref Unsafe.Add(ref second, k), rowStride, out var y0, out var y1, out var y2, out var y3);
                Add<TSimd, TVector>(x0, y0, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                Add<TSimd, TVector>(x1, y1, ref Unsafe.Add(ref b, columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                Add<TSimd, TVector>(x2, y2, ref Unsafe.Add(ref b, 2 * columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                Add<TSimd, TVector>(x3, y3, ref Unsafe.Add(ref b, 3 * columns), columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                b = ref Unsafe.Add(ref b, 4 * columns);
            }

            if (k < depth)
            {
                // The last four terms, of which the first were added already.
                var left = depth - k;
                Transpose.FourColumns<TVector>(ref Unsafe.Add(ref a, depth - 4), rowStride, out _, out var x1, out var x2, out var x3);
                Transpose.FourColumns<TVector>(ref Unsafe.Add(ref second, depth - 4), rowStride, out _, out var y1, out var y2, out var y3);
                if (left > 2)
                {
                    Add<TSimd, TVector>(x1, y1, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                    b = ref Unsafe.Add(ref b, columns);
                }

                if (left > 1)
                {
                    Add<TSimd, TVector>(x2, y2, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                    b = ref Unsafe.Add(ref b, columns);
                }

                Add<TSimd, TVector>(x3, y3, ref b, columns, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
            }
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
    }

    /// <summary>One term: two vectors of a column of A, times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector>(
        TVector x, TVector y, ref float b, nuint columns, ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21)
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Begin<TSimd, TVector>(ref float start, nuint column)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Create(Unsafe.IsNullRef(ref start) ? 0f : Unsafe.Add(ref start, column));
}
