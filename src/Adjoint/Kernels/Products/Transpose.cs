using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The transpose of a matrix, in blocks of 4 by 4 that are turned in registers.</summary>
internal static class Transpose
{
    /// <summary>target[j,i] = source[i,j]; the source is [rows, columns].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int columns, ReadOnlySpan<float> source, Span<float> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (m, n) = ((nuint)rows, (nuint)columns);
        nuint i = 0;
        for (; i + 4 <= m; i += 4)
        {
            nuint j = 0;
            for (; j + 4 <= n; j += 4)
            {
                Block(ref Unsafe.Add(ref from, (i * n) + j), n, ref Unsafe.Add(ref to, (j * m) + i), m);
            }

            Rest(ref from, ref to, (i, i + 4, m), (j, n));
        }

        Rest(ref from, ref to, (i, m, m), (0, n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref float from, nuint fromStride, ref float to, nuint toStride)
    {
        var row0 = Vector128.LoadUnsafe(ref from);
        var row1 = Vector128.LoadUnsafe(ref from, fromStride);
        var row2 = Vector128.LoadUnsafe(ref from, 2 * fromStride);
        var row3 = Vector128.LoadUnsafe(ref from, 3 * fromStride);
        // Pairs of rows interleaved, then pairs of pairs: (a0 b0 a1 b1)(c0 d0 c1 d1) become (a0 b0 c0 d0)(a1 b1 c1 d1).
        var (low01, high01) = (Interleave.Low(row0, row1), Interleave.High(row0, row1));
        var (low23, high23) = (Interleave.Low(row2, row3), Interleave.High(row2, row3));
        Interleave.LowPairs(low01, low23).StoreUnsafe(ref to);
        Interleave.HighPairs(low01, low23).StoreUnsafe(ref to, toStride);
        Interleave.LowPairs(high01, high23).StoreUnsafe(ref to, 2 * toStride);
        Interleave.HighPairs(high01, high23).StoreUnsafe(ref to, 3 * toStride);
    }

    private static void Rest(ref float from, ref float to, (nuint First, nuint End, nuint All) rows, (nuint First, nuint All) columns)
    {
        for (var i = rows.First; i < rows.End; i++)
        {
            for (var j = columns.First; j < columns.All; j++)
            {
                Unsafe.Add(ref to, (j * rows.All) + i) = Unsafe.Add(ref from, (i * columns.All) + j);
            }
        }
    }
}
