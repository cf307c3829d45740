using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// A product with fewer columns than a vector has lanes: the lanes lie along the rows of C instead. Cᵀ = Bᵀ · Aᵀ is computed in panels, with the same sums and therefore the same bits,
/// and turned back while it is stored.
/// </summary>
internal static class NarrowProduct
{
    /// <summary>Computes some rows of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TEpilogue>(ref readonly Product product, nuint firstRow, nuint endRow)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        ref var memory = ref PanelMemory.Start;
        ref var sums = ref PanelMemory.Overhang(ref memory);
        ref var packed = ref PanelMemory.Panel(ref memory);
        nuint lanes;
        for (var row = firstRow; row < endRow; row += lanes)
        {
            var remaining = endRow - row;
            nuint vectors = TSimd.ManyRegisters && remaining > 2 * TSimd.Width ? 4u : remaining > TSimd.Width ? 2u : 1u;
            var width = vectors * TSimd.Width;
            lanes = nuint.Min(width, remaining);
            Begin<TSimd, TVector>(in product, width, ref sums);
            nuint first = 0;
            do
            {
                var terms = nuint.Min(product.Depth - first, PanelMemory.MaxTerms);
                var panel = new Panel
                {
                    Columns = lanes,
                    Vectors = vectors,
                    Width = width,
                    B = ref Unsafe.Add(ref Unsafe.AsRef(in product.A), (row * product.RowStride) + (first * product.StepStride)),
                    TermStride = product.StepStride,
                };
                if (product.RowStride != 1 || lanes != width)
                {
                    PanelPacking.Pack<TSimd, TVector>(in panel, terms, product.RowStride, ref packed);
                    panel.B = ref packed;
                    panel.TermStride = width;
                }

                if (first + terms == product.Depth)
                {
                    Tiles<TSimd, TVector, TEpilogue>(in product, in panel, first, terms, ref sums);
                }
                else
                {
                    Tiles<TSimd, TVector, Identity>(in product, in panel, first, terms, ref sums);
                }

                first += terms;
            }
            while (first < product.Depth);

            TurnBack(ref sums, width, lanes, ref Unsafe.Add(ref product.C, row * product.Columns), product.Columns, remaining);
        }
    }

    /// <summary>Puts what the sums begin at into every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<TSimd, TVector>(ref readonly Product product, nuint width, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint column = 0; column < product.Columns; column++)
        {
            var start = TSimd.Create(Unsafe.IsNullRef(in product.Start) ? 0f : Unsafe.Add(ref Unsafe.AsRef(in product.Start), column));
            for (nuint lane = 0; lane < width; lane += TSimd.Width)
            {
                TSimd.Store(start, ref sums, (column * width) + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<TSimd, TVector, TEpilogue>(ref readonly Product product, ref readonly Panel panel, nuint first, nuint terms, ref float sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TEpilogue : struct, IEpilogue
    {
        nuint columns;
        for (nuint column = 0; column < product.Columns; column += columns)
        {
            columns = TileChoice.Rows(panel.Vectors, product.Columns - column);
            ref var result = ref Unsafe.Add(ref sums, column * panel.Width);
            var tile = new Tile
            {
                A = ref Unsafe.Add(ref Unsafe.AsRef(in product.B), (column * product.ColumnStride) + (first * product.TermStride)),
                RowStride = product.ColumnStride,
                StepStride = product.TermStride,
                B = ref panel.B,
                TermStride = panel.TermStride,
                Start = ref result,
                StartStride = panel.Width,
                C = ref result,
                ResultStride = panel.Width,
                Depth = terms,
            };
            TileChoice.Run<TSimd, TVector, TEpilogue, PackedPanel>(in tile, panel.Vectors, columns);
        }
    }

    /// <summary>Stores the transpose of the sums as rows of C, of which some remain to be stored, these included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBack(ref float sums, nuint width, nuint rows, ref float target, nuint columns, nuint remaining)
    {
        // Four columns at a time, the last ones first: where there are fewer, what lies beside them falls into the beginning of the next rows, which are stored afterwards.
        // Below the last rows there are none.
        var (full, begun) = (columns / 4 * 4, columns % 4);
        if (begun != 0)
        {
            var below = columns == 1 ? 3u : 1u;
            var safe = nuint.Min(rows, remaining - nuint.Min(remaining, below)) / 4 * 4;
            Transpose.Run(4, safe, ref Unsafe.Add(ref sums, full * width), width, ref Unsafe.Add(ref target, full), columns);
            Transpose.Rest((full, columns), (safe, rows), ref sums, width, ref target, columns);
        }

        Transpose.Run(full, rows, ref sums, width, ref target, columns);
    }
}
