using System.ComponentModel;
using System.Runtime.CompilerServices;

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
        var perBlock = Rows.PerBlock(classes);
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var source = logits.Slice(first * classes, count * classes);
            var target = probabilities.Slice(first * classes, count * classes);
            for (var r = 0; r < count; r++)
            {
                var row = source.Slice(r * classes, classes);
                Rows.Subtract(row, Rows.Max(row), target.Slice(r * classes, classes));
            }

            Elementwise.Map<Exponential>(target, target);
            for (var r = 0; r < count; r++)
            {
                var row = target.Slice(r * classes, classes);
                Rows.Scale(row, (float)(1 / Rows.Sum(row)));
            }
        }
    }
}
