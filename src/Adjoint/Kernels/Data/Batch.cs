using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Collects the rows of a batch.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Batch
{
    /// <summary>batch[k,:] = source[rows[k],:].</summary>
    /// <param name="width">Numbers per row.</param>
    /// <param name="source">The whole set, row after row.</param>
    /// <param name="rows">Which rows, in the order of the batch; a row may come more than once.</param>
    /// <param name="batch">Receives [rows.Length, width]; may not overlap the source.</param>
    /// <exception cref="ArgumentException">The batch is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width is negative, or the set has no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(int width, ReadOnlySpan<float> source, ReadOnlySpan<int> rows, Span<float> batch)
    {
        Require.Block(batch.Length, rows.Length, width);
        if (IsInOrder(rows) && rows[0] >= 0 && ((long)rows[0] + rows.Length) * width <= source.Length)
        {
            source.Slice(rows[0] * width, rows.Length * width).CopyTo(batch);
            return;
        }

        if (width <= ShortRows.MostNumbers)
        {
            RequireRows(rows, source.Length, width);
            ShortRows.Gather(width, source, rows, ref MemoryMarshal.GetReference(batch));
            return;
        }

        for (var k = 0; k < rows.Length; k++)
        {
            Row(source, rows, k, width).CopyTo(batch[(k * width)..]);
        }
    }

    /// <summary>batch[k,:] = 1 where source[rows[k],:] is true, 0 elsewhere.</summary>
    /// <inheritdoc cref="Gather(int, ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public static void Gather(int width, ReadOnlySpan<bool> source, ReadOnlySpan<int> rows, Span<float> batch)
    {
        Require.Block(batch.Length, rows.Length, width);
        for (var k = 0; k < rows.Length; k++)
        {
            Convert(Row(source, rows, k, width), batch[(k * width)..]);
        }
    }

    /// <summary>numbers[i] = 1 where labels[i] is true, 0 elsewhere.</summary>
    /// <param name="labels">Any number of labels.</param>
    /// <param name="numbers">Receives as many numbers.</param>
    /// <exception cref="ArgumentException">There is not room for as many numbers.</exception>
    public static void Convert(ReadOnlySpan<bool> labels, Span<float> numbers)
    {
        Require.Block(numbers.Length, labels.Length, 1);
        for (var i = 0; i < labels.Length; i++)
        {
            numbers[i] = labels[i] ? 1 : 0;
        }
    }

    /// <summary>Whether each row is the next of the one before, as where nothing is shuffled: then they are one copy. Others are told by their first rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsInOrder(ReadOnlySpan<int> rows)
    {
        var k = 1;
        for (; k + Vector256<int>.Count <= rows.Length; k += Vector256<int>.Count)
        {
            if (Vector256.Create(rows[k..]) != Vector256.Create(rows[(k - 1)..]) + Vector256<int>.One)
            {
                return false;
            }
        }

        for (; k < rows.Length; k++)
        {
            if (rows[k] != rows[k - 1] + 1)
            {
                return false;
            }
        }

        return !rows.IsEmpty;
    }

    /// <summary>Refuses rows that the set does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RequireRows(ReadOnlySpan<int> rows, int numbers, int width)
    {
        // A negative number is a large one without its sign.
        var end = (uint)(width == 0 ? int.MaxValue : numbers / width);
        var (k, ends) = (0, Vector256.Create(end));
        while (k + Vector256<int>.Count <= rows.Length && Vector256.LessThanAll(Vector256.Create(rows[k..]).AsUInt32(), ends))
        {
            k += Vector256<int>.Count;
        }

        for (; k < rows.Length; k++)
        {
            if ((uint)rows[k] >= end)
            {
                throw NoSuchRow(rows, k, numbers, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, int k, int width)
    {
        var first = (long)rows[k] * width;
        return first >= 0 && first + width <= source.Length
            ? source.Slice((int)first, width)
            : throw NoSuchRow(rows, k, source.Length, width);
    }

    private static ArgumentOutOfRangeException NoSuchRow(ReadOnlySpan<int> rows, int k, int numbers, int width) =>
        new(nameof(rows), rows[k], $"The set of {numbers} numbers has no row {rows[k]} of {width}.");
}
