using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Softmax and negative log-likelihood in one: for a row x with label l the loss is log(sum over j of exp(x[j] - m)) - (x[l] - m) with m the
/// largest logit, which neither overflows nor takes the logarithm of zero. Losses are added in double precision, in row order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class CrossEntropy
{
    /// <summary>The mean loss of a batch, and its gradient dx = (softmax(x) - onehot(l)) / rows.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows], each in 0 ... classes - 1.</param>
    /// <param name="dLogits">Receives dx, [rows, classes]; may be <paramref name="logits"/>.</param>
    /// <returns>The mean over the rows; NaN if there are none.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or a label is none of the classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static float LossAndGradient(int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> dLogits)
    {
        Require.Block(logits.Length, rows, classes);
        Require.Block(labels.Length, rows, 1);
        Require.Block(dLogits.Length, rows, classes);
        Span<double> chosen = stackalloc double[Rows.BlockRows];
        var perBlock = Rows.PerBlock(classes);
        var loss = 0.0;
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var ofBlock = labels.Slice(first, count);
            var block = dLogits.Slice(first * classes, count * classes);
            Exponentials(classes, logits.Slice(first * classes, count * classes), ofBlock, block, chosen);
            for (var r = 0; r < count; r++)
            {
                var row = block.Slice(r * classes, classes);
                var sum = Rows.Sum(row);
                loss += Math.Log(sum) - chosen[r];
                // The label's own entry in double: its difference from one is what a nearly trained model learns from.
                var own = (float)(((row[ofBlock[r]] / sum) - 1) / rows);
                Rows.Scale(row, (float)(1 / (sum * rows)));
                row[ofBlock[r]] = own;
            }
        }

        return (float)(loss / rows);
    }

    /// <summary>exp(x - m) of each row of a block, and x[l] - m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials(int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> exponentials, Span<double> chosen)
    {
        for (var r = 0; r < labels.Length; r++)
        {
            var row = logits.Slice(r * classes, classes);
            var max = Rows.Max(row);
            chosen[r] = (double)row[Label(labels[r], classes)] - max;
            Rows.Subtract(row, max, exponentials.Slice(r * classes, classes));
        }

        Elementwise.Map<Exponential>(exponentials, exponentials);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Label(int label, int classes) =>
        (uint)label < (uint)classes ? label : throw new ArgumentOutOfRangeException(nameof(label), label, $"The label {label} is none of 0 ... {classes - 1}.");
}
