using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The sum of each column of a matrix, rows ascending; vectors lie along the columns.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class ColumnSum
{
    /// <summary>sums[j] = sum over i of matrix[i,j], i ascending, overwriting what was there: the gradient of anything that is added to every row.</summary>
    /// <param name="rows">Rows; of none, the sums are zero.</param>
    /// <param name="columns">Numbers per row.</param>
    /// <param name="matrix">[rows, columns].</param>
    /// <param name="sums">Receives [columns]; may not overlap the matrix.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int columns, ReadOnlySpan<float> matrix, Span<float> sums)
    {
        Require.Block(matrix.Length, rows, columns);
        Require.Block(sums.Length, 1, columns);
        if (Widths.Has512 && (nuint)columns >= Simd512.Width)
        {
            Run<Simd512, Vector512<float>>(rows, columns, matrix, sums);
        }
        else if (Widths.Has256 && (nuint)columns >= Simd256.Width)
        {
            Run<Simd256, Vector256<float>>(rows, columns, matrix, sums);
        }
        else if ((nuint)columns >= Simd128.Width)
        {
            Run<Simd128, Vector128<float>>(rows, columns, matrix, sums);
        }
        else
        {
            Run<Simd1, float>(rows, columns, matrix, sums);
        }
    }

    /// <summary>The same at a given width, which may not exceed the number of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TSimd, TVector>(int rows, int columns, ReadOnlySpan<float> matrix, Span<float> sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        ref var source = ref MemoryMarshal.GetReference(matrix);
        ref var target = ref MemoryMarshal.GetReference(sums);
        var (stride, last) = ((nuint)columns, (nuint)columns - TSimd.Width);
        for (nuint column = 0; column < stride; column += 2 * TSimd.Width)
        {
            // Two at a time hide the latency of addition; where the columns end, vectors overlap instead of being cut.
            var (first, second) = (nuint.Min(column, last), nuint.Min(column + TSimd.Width, last));
            var (sum0, sum1) = (TSimd.Create(0f), TSimd.Create(0f));
            nuint at = 0;
            for (var row = 0; row < rows; row++)
            {
                sum0 = TSimd.Add(sum0, TSimd.Load(in source, at + first));
                sum1 = TSimd.Add(sum1, TSimd.Load(in source, at + second));
                at += stride;
            }

            TSimd.Store(sum0, ref target, first);
            TSimd.Store(sum1, ref target, second);
        }
    }
}
