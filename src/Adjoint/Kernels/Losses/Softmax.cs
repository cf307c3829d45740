using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>Turns each row of logits into probabilities.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class Softmax
{
    /// <summary>
    /// p[r,c] = exp(x[r,c] - m) / sum over j of exp(x[r,j] - m) with m the largest logit of the row. A row with NaN or +∞ becomes NaN.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Numbers per row.</param>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="probabilities">Receives [rows, classes]; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int rows, int classes, ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        Require.Block(logits.Length, rows, classes);
        Require.Block(probabilities.Length, rows, classes);
        if (classes < Rows.Wide)
        {
            Narrow(rows, classes, logits, probabilities);
            return;
        }

        for (var r = 0; r < rows; r++)
        {
            var source = logits.Slice(r * classes, classes);
            var target = probabilities.Slice(r * classes, classes);
            Rows.Scale(target, (float)(1 / Rows.Exponentials(source, Rows.Max(source), target)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Narrow(int rows, int classes, ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        Span<float> room = stackalloc float[NarrowRows.Room];
        Span<float> largest = stackalloc float[NarrowRows.Lanes];
        for (var first = 0; first < rows; first += NarrowRows.Lanes)
        {
            var block = new NarrowRows(Math.Min(NarrowRows.Lanes, rows - first), classes, logits[(first * classes)..], room);
            block.Max(largest);
            block.Exponentials(largest, room);
            var (low, high) = block.Sums;
            block.Scale(Vector512.Narrow(Vector512<double>.One / low, Vector512<double>.One / high));
            block.CopyTo(probabilities[(first * classes)..]);
        }
    }
}
