using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A product with fewer columns than a vector has lanes: these lie along the rows. A is turned in registers where its rows lie in memory, and the sums are turned back when they are
/// stored. Where rows do not fill the last tile, it overlaps the one before: some results are computed twice, to the same bits.
/// </summary>
internal static class NarrowProduct
{
    /// <summary>The fewest rows.</summary>
    private const nuint LeastRows = 8;

    /// <summary>The most numbers of a B that is a transpose: it is turned first.</summary>
    private const nuint MostTurned = PanelMemory.MaxTerms * PanelMemory.MaxColumns;

    /// <summary>Floats of a cache line, of the sums of a tile, and of the terms that are turned for it.</summary>
    private const int Line = 16, Sums = NarrowTile.MostColumnsOfTwo * 2 * 16, Terms = NarrowTile.Terms * 2 * 16;

    private static nuint MostColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths.Has512 ? NarrowTile.MostColumns : Widths.Has256 ? 7u : 3u;
    }

    /// <summary>Whether a block of C is to be computed so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(ref readonly Product product, TileRange range) =>
        product.Columns <= MostColumns && range.EndColumn - range.FirstColumn == product.Columns && range.EndRow - range.FirstRow >= LeastRows
        && product.Columns != 0 && (product.ColumnStride == 1 || product.Columns * product.Depth <= MostTurned);

    /// <summary>Computes a block of C with the widest vectors that its rows fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(ref readonly Product product, TileRange range)
        where TEpilogue : struct, IEpilogue
    {
        var rows = range.EndRow - range.FirstRow;
        if (Widths.Has512 && rows >= Simd512.Width)
        {
            Run<Simd512, Vector512<float>, TEpilogue>(in product, range);
        }
        else if (Widths.Has256 && rows >= Simd256.Width)
        {
            Run<Simd256, Vector256<float>, TEpilogue>(in product, range);
        }
        else
        {
            Run<Simd128, Vector128<float>, TEpilogue>(in product, range);
        }
    }

    /// <summary>The same at a given width; there is at least a vector of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        switch (product.Columns)
        {
            case 1: Rows<TSimd, TVector, TEpilogue, Counts.One>(in product, range); break;
            case 2: Rows<TSimd, TVector, TEpilogue, Counts.Two>(in product, range); break;
            case 3: Rows<TSimd, TVector, TEpilogue, Counts.Three>(in product, range); break;
            case 4: Rows<TSimd, TVector, TEpilogue, Counts.Four>(in product, range); break;
            case 5: Rows<TSimd, TVector, TEpilogue, Counts.Five>(in product, range); break;
            case 6: Rows<TSimd, TVector, TEpilogue, Counts.Six>(in product, range); break;
            case 7: Rows<TSimd, TVector, TEpilogue, Counts.Seven>(in product, range); break;
            case 8: Rows<TSimd, TVector, TEpilogue, Counts.Eight>(in product, range); break;
            case 9: Rows<TSimd, TVector, TEpilogue, Counts.Nine>(in product, range); break;
            case 10: Rows<TSimd, TVector, TEpilogue, Counts.Ten>(in product, range); break;
            case 11: Rows<TSimd, TVector, TEpilogue, Counts.Eleven>(in product, range); break;
            case 12: Rows<TSimd, TVector, TEpilogue, Counts.Twelve>(in product, range); break;
            case 13: Rows<TSimd, TVector, TEpilogue, Counts.Thirteen>(in product, range); break;
            case 14: Rows<TSimd, TVector, TEpilogue, Counts.Fourteen>(in product, range); break;
            default: Rows<TSimd, TVector, TEpilogue, Counts.Fifteen>(in product, range); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Rows<TSimd, TVector, TEpilogue, TColumns>(ref readonly Product product, TileRange range)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
        where TColumns : struct, ICount
    {
        // On the stack, which is at hand sooner than the thread's own memory.
        Span<float> room = stackalloc float[Line + Sums + Terms + Line];
        ref var sums = ref FirstLine(room);
        ref var terms = ref Unsafe.Add(ref sums, Sums);
        ref var zeros = ref Unsafe.Add(ref terms, Terms);
        Vector512<float>.Zero.StoreUnsafe(ref zeros);
        var tile = new Tile
        {
            RowStride = product.RowStride,
            StepStride = product.StepStride,
            B = ref RowMajor(in product),
            Start = ref Unsafe.IsNullRef(in product.Start) ? ref zeros : ref Unsafe.AsRef(in product.Start),
            C = ref sums,
            Depth = product.Depth,
        };
        var (columns, endRow) = ((nuint)TColumns.Value, range.EndRow);
        var rest = product.RowStride == 1 ? 0 : product.Depth % NarrowTile.Terms;
        var mayBeTwo = columns <= (TSimd.ManyRegisters ? NarrowTile.MostColumnsOfTwo : 3u) && endRow - range.FirstRow >= 2 * TSimd.Width;
        nuint lanes;
        for (var row = range.FirstRow; row < endRow; row += lanes)
        {
            var two = mayBeTwo && endRow - row > TSimd.Width;
            lanes = two ? 2 * TSimd.Width : TSimd.Width;
            var first = nuint.Min(row, endRow - lanes);
            ref var a = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), first * product.RowStride);
            tile.A = ref a;
            if (rest != 0)
            {
                // The last four, if there are so many, because it is quicker.
                var turned = nuint.Min(product.Depth, NarrowTile.Terms);
                Transpose.Run(lanes, turned, ref Unsafe.Add(ref a, product.Depth - turned), product.RowStride, ref terms, lanes);
                tile.Packed = ref Unsafe.Add(ref terms, (turned - rest) * lanes);
            }

            if (two)
            {
                NarrowTile.Run<TSimd, TVector, TColumns, Counts.Two>(in tile);
            }
            else
            {
                NarrowTile.Run<TSimd, TVector, TColumns, Counts.One>(in tile);
            }

            Apply<TSimd, TVector, TEpilogue>(columns * lanes, ref sums);
            Transpose.Back(ref sums, lanes, lanes, columns, ref Unsafe.Add(ref product.C, first * columns), columns, Transpose.SafeRows(lanes, columns, endRow - first));
        }
    }

    /// <summary>B, turned if it is a transpose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float RowMajor(ref readonly Product product)
    {
        ref var b = ref Unsafe.AsRef(in product.B);
        if (product.ColumnStride == 1)
        {
            return ref b;
        }

        ref var turned = ref PanelMemory.Panel(ref PanelMemory.Start);
        Transpose.Run(product.Columns, product.Depth, ref b, product.ColumnStride, ref turned, product.Columns);
        return ref turned;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref float FirstLine(Span<float> room)
    {
        ref var first = ref MemoryMarshal.GetReference(room);
        var past = (nuint)Unsafe.AsPointer(ref first) % (Line * sizeof(float));
        return ref Unsafe.AddByteOffset(ref first, (Line * sizeof(float)) - past);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TSimd, TVector, TEpilogue>(nuint count, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        if (typeof(TEpilogue) == typeof(Identity))
        {
            return;
        }

        for (nuint i = 0; i < count; i += TSimd.Width)
        {
            TSimd.Store(TEpilogue.Apply<TSimd, TVector>(TSimd.Load(in sums, i)), ref sums, i);
        }
    }
}
