using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>The loops under the cross-entropies. Losses are added in double precision, in row order.</summary>
internal static class CrossEntropyLoop
{
    /// <summary>The sum of the losses of the rows: the same terms in the same order as <see cref="LossAndGradient"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static LossSum Loss<TTarget>(TTarget target, int rows, int classes, ReadOnlySpan<float> logits)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
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
                loss += target.Weight(first) * WideRow(target, first, block, buffer);
                continue;
            }

            Exponentials(target, first, classes, block, buffer[..block.Length], chosen[..count]);
            for (var r = 0; r < count; r++)
            {
                var sum = Rows.Sum(buffer.Slice(r * classes, classes));
                loss += target.Weight(first + r) * ((target.Mass(first + r) * ScalarLogarithm.Of(sum)) - chosen[r]);
            }
        }

        return new LossSum(loss, target.Divisor(rows));
    }

    /// <summary>The same sum, and the gradient of the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static LossSum LossAndGradient<TTarget>(TTarget target, int rows, int classes, ReadOnlySpan<float> logits, Span<float> dLogits)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        Span<double> chosen = stackalloc double[Rows.BlockRows];
        var perBlock = Rows.PerBlock(classes);
        var (loss, divisor) = (0.0, target.Divisor(rows));
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var block = dLogits.Slice(first * classes, count * classes);
            Exponentials(target, first, classes, logits.Slice(first * classes, count * classes), block, chosen[..count]);
            for (var r = 0; r < count; r++)
            {
                var row = block.Slice(r * classes, classes);
                var (sum, weight) = (Rows.Sum(row), target.Weight(first + r));
                loss += weight * ((target.Mass(first + r) * ScalarLogarithm.Of(sum)) - chosen[r]);
                // Classes that weigh nothing teach nothing.
                target.Differentiate(first + r, row, sum, divisor == 0 ? 0 : weight / divisor);
            }
        }

        return new LossSum(loss, divisor);
    }

    /// <summary>exp(x - m) of each row of a block, and what the target makes of x - m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials<TTarget>(
        TTarget target, int first, int classes, ReadOnlySpan<float> logits, Span<float> exponentials, Span<double> chosen)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        for (var r = 0; r < chosen.Length; r++)
        {
            var row = logits.Slice(r * classes, classes);
            var max = Rows.Max(row);
            chosen[r] = target.Chosen(first + r, row, max);
            Rows.Subtract(row, max, exponentials.Slice(r * classes, classes));
        }

        Elementwise.Map<Exponential>(exponentials, exponentials);
    }

    /// <summary>One row that is longer than the buffer, piece by piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double WideRow<TTarget>(TTarget target, int index, ReadOnlySpan<float> row, Span<float> buffer)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        var max = Rows.Max(row);
        var chosen = target.Chosen(index, row, max);
        var sum = 0.0;
        while (!row.IsEmpty)
        {
            var piece = buffer[..Math.Min(buffer.Length, row.Length)];
            Rows.Subtract(row, max, piece);
            Elementwise.Map<Exponential>(piece, piece);
            sum = Rows.Sum(piece, sum);
            row = row[piece.Length..];
        }

        return (target.Mass(index) * ScalarLogarithm.Of(sum)) - chosen;
    }
}
