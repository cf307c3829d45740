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
        // Pairs of rows interleaved, as 64-bit halves: (a0 b0)(a1 b1) and (a2 b2)(a3 b3).
        var low01 = Interleave.Low(row0, row1).AsDouble();
        var high01 = Interleave.High(row0, row1).AsDouble();
        var low23 = Interleave.Low(row2, row3).AsDouble();
        var high23 = Interleave.High(row2, row3).AsDouble();
        Vector128.Create(low01.GetLower(), low23.GetLower()).AsSingle().StoreUnsafe(ref to);
        Vector128.Create(low01.GetUpper(), low23.GetUpper()).AsSingle().StoreUnsafe(ref to, toStride);
        Vector128.Create(high01.GetLower(), high23.GetLower()).AsSingle().StoreUnsafe(ref to, 2 * toStride);
        Vector128.Create(high01.GetUpper(), high23.GetUpper()).AsSingle().StoreUnsafe(ref to, 3 * toStride);
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
