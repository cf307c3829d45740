using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Copies of columns of B, side by side and aligned: reading them hits no cache set twice, however the rows of B lie, and where the columns do not fill the
/// last vector, anything does.
/// </summary>
internal static class PanelPacking
{
    /// <summary>Rows of B that are at most so far apart, a kilobyte, stay in the caches where they lie: from twice as far on, they hit few cache sets and a page of memory each or two.</summary>
    private const nuint MostStrideInPlace = 256;

    /// <summary>Beside rows of A that are columns in memory and not packed, a panel of more terms has no room in the first-level cache unless it is packed.</summary>
    private const nuint MostTermsBesideTurned = 32;

    /// <summary>Whether the columns of a block are packed. Rows that would not fill their last vector always are, and so are transposes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays<TSimd, TVector>(ref readonly Product product, nuint columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        product.ColumnStride != 1 || product.TermStride > MostStrideInPlace || columns % TSimd.Width != 0
            || (product.StepStride != 1 && product.Depth > MostTermsBesideTurned && !RowPacking.Pays(in product, columns, product.Depth));

    /// <summary>Packs a panel of B.</summary>
    /// <param name="panel">The panel, as it lies in B.</param>
    /// <param name="terms">The number of terms.</param>
    /// <param name="columnStride">From a column of B to the next.</param>
    /// <param name="target">Receives [terms, width].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TSimd, TVector>(ref readonly Panel panel, nuint terms, nuint columnStride, ref float target)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (columnStride == 1)
        {
            PackRows<TSimd, TVector>(terms, panel.Columns, ref panel.B, panel.TermStride, ref target, panel.Width);
            return;
        }

        if (panel.Columns < panel.Width)
        {
            for (nuint k = 0; k < terms; k++)
            {
                Fill<TSimd, TVector>(panel.Width, ref Unsafe.Add(ref target, k * panel.Width));
            }
        }

        // The columns of B are rows in memory.
        Transpose.Run(panel.Columns, terms, ref panel.B, columnStride, ref target, panel.Width);
    }

    /// <summary>Packs what the sums of the panel's columns begin at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Start<TSimd, TVector>(ref readonly Product product, ref readonly Panel panel)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (Unsafe.IsNullRef(in product.Start))
        {
            Fill<TSimd, TVector>(panel.Width, ref panel.Start);
        }
        else
        {
            PackRows<TSimd, TVector>(1, panel.Columns, ref Unsafe.Add(ref Unsafe.AsRef(in product.Start), panel.Column), 0, ref panel.Start, panel.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PackRows<TSimd, TVector>(nuint rows, nuint columns, ref float source, nuint stride, ref float target, nuint width)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // What stands beside the columns is as good as zeros, because nobody reads what comes of it; only memory after the last row is not ours to read.
        var end = (rows * stride) + columns;
        for (nuint row = 0; row < rows; row++)
        {
            end -= stride;
            Ahead(ref Unsafe.Add(ref source, Prefetch.Rows * stride), columns);
            if (end >= width)
            {
                for (nuint n = 0; n < width; n += TSimd.Width)
                {
                    TSimd.Store(TSimd.Load(in source, n), ref target, n);
                }
            }
            else
            {
                Fill<TSimd, TVector>(width, ref target);
                ShortCopy.Run(ref source, ref target, columns);
            }

            source = ref Unsafe.Add(ref source, stride);
            target = ref Unsafe.Add(ref target, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ahead(ref float row, nuint columns)
    {
        for (nuint n = 0; n < columns; n += Prefetch.Line)
        {
            Prefetch.Run(ref Unsafe.Add(ref row, n));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<TSimd, TVector>(nuint width, ref float target)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (nuint n = 0; n < width; n += TSimd.Width)
        {
            TSimd.Store(TSimd.Create(0f), ref target, n);
        }
    }
}
