using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>What softmax and cross-entropy share: the steps over one row, and how many rows go through each step together.
/// The steps are inlined into callers that are optimised on their first call: for rows of three numbers the calls would cost more.</summary>
internal static class Rows
{
    /// <summary>Floats that a block of rows should not exceed, so that it stays in the first-level cache between steps.</summary>
    public const int BlockLength = 1024;

    /// <summary>The most rows in a block.</summary>
    public const int BlockRows = 64;

    /// <summary>How many rows of the given width make a block; the exponentials of a block are taken in one go, however narrow its rows.</summary>
    public static int PerBlock(int classes) => Math.Clamp(BlockLength / Math.Max(classes, 1), 1, BlockRows);

    /// <summary>The largest number; NaN is passed over, to come out of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ReadOnlySpan<float> row)
    {
        var max = float.NegativeInfinity;
        foreach (var value in row)
        {
            max = value > max ? value : max;
        }

        return max;
    }

    /// <summary>target[j] = row[j] - amount; target may be row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(ReadOnlySpan<float> row, float amount, Span<float> target)
    {
        for (var j = 0; j < target.Length; j++)
        {
            target[j] = row[j] - amount;
        }
    }

    /// <summary>row[j] *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(Span<float> row, float factor)
    {
        for (var j = 0; j < row.Length; j++)
        {
            row[j] *= factor;
        }
    }

    /// <summary>Start plus the numbers, ascending, in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(ReadOnlySpan<float> row, double start = 0)
    {
        var sum = start;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum;
    }
}
