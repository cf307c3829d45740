using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>The loops under the cross-entropies. Losses are added in double precision, in row order.</summary>
internal static class CrossEntropyLoop
{
    /// <summary>The sum of the losses of the rows: the same terms in the same order as <see cref="LossAndGradient"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LossSum Loss<TTarget>(TTarget target, int rows, int classes, ReadOnlySpan<float> logits)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        var divisor = target.Divisor(rows);
        if (classes < Rows.Wide)
        {
            return new LossSum(Narrow(target, rows, classes, logits, divisor, default), divisor);
        }

        var loss = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var row = logits.Slice(r * classes, classes);
            var max = Rows.Max(row);
            var (chosen, sum) = (target.Chosen(r, row, max), Rows.SumOfExponentials(row, max));
            loss += target.Weight(r) * ((target.Mass(r) * ScalarLogarithm.Of(sum)) - chosen);
        }

        return new LossSum(loss, divisor);
    }

    /// <summary>The same sum, and the gradient of the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LossSum LossAndGradient<TTarget>(TTarget target, int rows, int classes, ReadOnlySpan<float> logits, Span<float> dLogits)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        var divisor = target.Divisor(rows);
        if (classes < Rows.Wide)
        {
            return new LossSum(Narrow(target, rows, classes, logits, divisor, dLogits[..(rows * classes)]), divisor);
        }

        var loss = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var row = logits.Slice(r * classes, classes);
            var gradient = dLogits.Slice(r * classes, classes);
            var (max, weight) = (Rows.Max(row), target.Weight(r));
            var chosen = target.Chosen(r, row, max);
            var sum = Rows.Exponentials(row, max, gradient);
            loss += weight * ((target.Mass(r) * ScalarLogarithm.Of(sum)) - chosen);
            target.Differentiate(r, gradient, sum, Scale(weight, divisor));
        }

        return new LossSum(loss, divisor);
    }

    /// <summary>Classes that weigh nothing teach nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(double weight, double divisor) => divisor == 0 ? 0 : weight / divisor;

    /// <summary>Rows of fewer than sixteen classes, sixteen at once; the gradient only where there is a place for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static double Narrow<TTarget>(TTarget target, int rows, int classes, ReadOnlySpan<float> logits, double divisor, Span<float> dLogits)
        where TTarget : struct, ICrossEntropyTarget, allows ref struct
    {
        Span<float> room = stackalloc float[NarrowRows.Room];
        Span<float> largest = stackalloc float[NarrowRows.Lanes];
        Span<double> chosen = stackalloc double[NarrowRows.Lanes];
        Span<double> sums = stackalloc double[NarrowRows.Lanes];
        Span<double> logarithms = stackalloc double[NarrowRows.Lanes];
        var loss = 0.0;
        for (var first = 0; first < rows; first += NarrowRows.Lanes)
        {
            var count = Math.Min(NarrowRows.Lanes, rows - first);
            var source = logits.Slice(first * classes, count * classes);
            var block = new NarrowRows(count, classes, source, room);
            block.Max(largest);
            for (var r = 0; r < count; r++)
            {
                chosen[r] = target.Chosen(first + r, source.Slice(r * classes, classes), largest[r]);
            }

            block.Exponentials(largest, room);
            var (low, high) = block.Sums;
            ScalarLogarithm.Of(low).CopyTo(logarithms);
            ScalarLogarithm.Of(high).CopyTo(logarithms[8..]);
            for (var r = 0; r < count; r++)
            {
                loss += target.Weight(first + r) * ((target.Mass(first + r) * logarithms[r]) - chosen[r]);
            }

            if (dLogits.IsEmpty)
            {
                continue;
            }

            low.CopyTo(sums);
            high.CopyTo(sums[8..]);
            var gradients = dLogits.Slice(first * classes, count * classes);
            block.CopyTo(gradients);
            for (var r = 0; r < count; r++)
            {
                target.Differentiate(first + r, gradients.Slice(r * classes, classes), sums[r], Scale(target.Weight(first + r), divisor));
            }
        }

        return loss;
    }
}
