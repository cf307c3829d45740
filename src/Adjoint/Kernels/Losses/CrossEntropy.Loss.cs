using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The loss alone, for evaluation.</content>
public static partial class CrossEntropy
{
    /// <summary>The sum of the losses of the rows: the same terms in the same order as <see cref="LossAndGradient"/> adds.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Logits per row.</param>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="labels">[rows], each in 0 ... classes - 1.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or a label is none of the classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static double Loss(int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        Require.Block(logits.Length, rows, classes);
        Require.Block(labels.Length, rows, 1);
        Span<float> buffer = stackalloc float[Rows.BlockLength];
        Span<double> chosen = stackalloc double[Rows.BlockRows];
        var perBlock = Rows.PerBlock(classes);
        var loss = 0.0;
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var block = logits.Slice(first * classes, count * classes);
            if (classes > buffer.Length)
            {
                loss += WideRow(block, labels[first], buffer);
                continue;
            }

            Exponentials(classes, block, labels.Slice(first, count), buffer[..block.Length], chosen);
            for (var r = 0; r < count; r++)
            {
                loss += Math.Log(Rows.Sum(buffer.Slice(r * classes, classes))) - chosen[r];
            }
        }

        return loss;
    }

    /// <summary>One row that is longer than the buffer, piece by piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double WideRow(ReadOnlySpan<float> row, int label, Span<float> buffer)
    {
        var max = Rows.Max(row);
        var chosen = (double)row[Label(label, row.Length)] - max;
        var sum = 0.0;
        while (!row.IsEmpty)
        {
            var piece = buffer[..Math.Min(buffer.Length, row.Length)];
            Rows.Subtract(row, max, piece);
            Elementwise.Map<Exponential>(piece, piece);
            sum = Rows.Sum(piece, sum);
            row = row[piece.Length..];
        }

        return Math.Log(sum) - chosen;
    }
}
