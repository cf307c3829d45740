using System.ComponentModel;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>Rows of a table by number (PyTorch's Embedding).</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Embedding
{
    /// <summary>y[r,:] = table[indices[r],:].</summary>
    /// <param name="rows">How many rows are looked up.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="indices">[rows], whole numbers.</param>
    /// <param name="table">[vocabulary, width].</param>
    /// <param name="y">Receives [rows, width]; may not overlap the table.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the table has no such row.</exception>
    public static void Forward(int rows, int width, ReadOnlySpan<float> indices, ReadOnlySpan<float> table, Span<float> y)
    {
        Require.Block(indices.Length, rows, 1);
        Require.Block(y.Length, rows, width);
        var vocabulary = width == 0 ? int.MaxValue : table.Length / width;
        for (var r = 0; r < rows; r++)
        {
            var row = Index(indices[r], vocabulary);
            if (width > 0)
            {
                table.Slice(row * width, width).CopyTo(y[(r * width)..]);
            }
        }
    }

    /// <summary>dTable[i,:] = sum over all r with indices[r] = i of dy[r,:], r ascending, overwriting what was there; zero for the padding.</summary>
    /// <param name="rows">How many rows were looked up.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="vocabulary">Rows of the table.</param>
    /// <param name="padding">The row whose gradient is zero; -1 for none.</param>
    /// <param name="indices">[rows], whole numbers.</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dTable">Receives [vocabulary, width]; may not overlap dy.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the table has no such row.</exception>
    public static void Backward(
        int rows, int width, int vocabulary, int padding, ReadOnlySpan<float> indices, ReadOnlySpan<float> dy, Span<float> dTable)
    {
        Require.Block(indices.Length, rows, 1);
        Require.Block(dy.Length, rows, width);
        Require.Block(dTable.Length, vocabulary, width);
        dTable[..(vocabulary * width)].Clear();
        for (var r = 0; r < rows; r++)
        {
            var row = Index(indices[r], vocabulary);
            if (row != padding)
            {
                var sum = dTable.Slice(row * width, width);
                TensorPrimitives.Add(sum, dy.Slice(r * width, width), sum);
            }
        }
    }

    private static int Index(float index, int vocabulary)
    {
        var row = (int)index;
        return row == index && (uint)row < (uint)vocabulary
            ? row
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The index {index} is no whole number in 0 ... {vocabulary - 1}.");
    }
}
