using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// Cross-entropy with labels for rows of fewer than sixteen classes, sixteen rows at once: everything that is done to a row, logarithm and quotients in double precision included, is done in its
/// lane, to the bits of a row alone.
/// </summary>
internal static class NarrowLabels
{
    /// <summary>
    /// The sum over the rows of w · v[l] · (ln s - (x[l] - m)), rows ascending, with m the largest logit and s the sum of exp(x - m); and where there is a place for it the gradient
    /// w · v[l] / divisor · (exp(x - m) / s - onehot(l)).
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="classes">Logits per row, fewer than sixteen.</param>
    /// <param name="logits">x, [rows, classes].</param>
    /// <param name="labels">l, [rows].</param>
    /// <param name="weights">w, [rows]; empty for ones.</param>
    /// <param name="classWeights">v, [classes]; empty for ones.</param>
    /// <param name="divisor">By what the gradient is divided.</param>
    /// <param name="dLogits">Receives the gradient, [rows, classes]; may be the logits; empty for none.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A label is none of the classes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static double Run(
        int rows, int classes, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, double divisor,
        Span<float> dLogits)
    {
        Span<float> room = stackalloc float[NarrowRows.Room];
        Span<float> largest = stackalloc float[NarrowRows.Lanes];
        Span<double> terms = stackalloc double[NarrowRows.Lanes];
        Span<int> lastLabels = stackalloc int[NarrowRows.Lanes];
        Span<double> ofRows = stackalloc double[2 * NarrowRows.Lanes];
        ref var numbers = ref MemoryMarshal.GetReference(room);
        var isPlain = weights.IsEmpty && classWeights.IsEmpty;
        var (one, ofDivisor) = (Vector512.Create(1.0), Vector512.Create(divisor));
        var plainScale = one / ofDivisor;
        var loss = 0.0;
        for (var first = 0; first < rows; first += NarrowRows.Lanes)
        {
            var count = Math.Min(NarrowRows.Lanes, rows - first);
            scoped var ofBlock = labels.Slice(first, count);
            if (count < NarrowRows.Lanes)
            {
                lastLabels.Clear();
                ofBlock.CopyTo(lastLabels);
                ofBlock = lastLabels;
            }

            var label = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(ofBlock));
            if (Vector512.GreaterThanOrEqualAny(label.AsUInt32(), Vector512.Create((uint)classes)))
            {
                RefuseFirstBad(ofBlock, classes);
            }

            var block = new NarrowRows(count, classes, logits.Slice(first * classes, count * classes), room);
            block.Max(largest);
            var max = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(largest));
            var own = OfLabel(ref numbers, classes, label);
            var (lowChosen, highChosen) = (Vector512.WidenLower(own) - Vector512.WidenLower(max), Vector512.WidenUpper(own) - Vector512.WidenUpper(max));
            block.Exponentials(largest, room);
            var (low, high) = block.Sums;
            var (lowLog, highLog) = (ScalarLogarithm.Of(low), ScalarLogarithm.Of(high));
            var (lowScale, highScale) = (plainScale, plainScale);
            if (isPlain)
            {
                (lowLog - lowChosen).CopyTo(terms);
                (highLog - highChosen).CopyTo(terms[8..]);
            }
            else
            {
                Spread(labels.Slice(first, count), weights.IsEmpty ? weights : weights.Slice(first, count), classWeights, ofRows);
                var (lowWeight, highWeight) = (Vector512.Create<double>(ofRows), Vector512.Create<double>(ofRows[8..]));
                var (lowMass, highMass) = (Vector512.Create<double>(ofRows[16..]), Vector512.Create<double>(ofRows[24..]));
                (lowWeight * ((lowMass * lowLog) - (lowMass * lowChosen))).CopyTo(terms);
                (highWeight * ((highMass * highLog) - (highMass * highChosen))).CopyTo(terms[8..]);
                // Classes that weigh nothing teach nothing.
                lowScale = divisor == 0 ? Vector512<double>.Zero : lowWeight / ofDivisor * lowMass;
                highScale = divisor == 0 ? Vector512<double>.Zero : highWeight / ofDivisor * highMass;
            }

            foreach (var term in terms[..count])
            {
                loss += term;
            }

            if (dLogits.IsEmpty)
            {
                continue;
            }

            // The label's own entry in double: its difference from one is what a nearly trained model learns from.
            own = OfLabel(ref numbers, classes, label);
            own = Vector512.Narrow(((Vector512.WidenLower(own) / low) - one) * lowScale, ((Vector512.WidenUpper(own) / high) - one) * highScale);
            var factor = Vector512.Narrow(lowScale / low, highScale / high);
            for (var c = 0; c < classes; c++)
            {
                var at = (nuint)(c * NarrowRows.Lanes);
                var other = Vector512.LoadUnsafe(ref numbers, at) * factor;
                Vector512.ConditionalSelect(Vector512.Equals(label, Vector512.Create(c)).AsSingle(), own, other).StoreUnsafe(ref numbers, at);
            }

            block.CopyTo(dLogits.Slice(first * classes, count * classes));
        }

        return loss;
    }

    /// <summary>In each lane the number of its label's class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfLabel(ref float numbers, int classes, Vector512<int> label)
    {
        var own = Vector512<float>.Zero;
        for (var c = 0; c < classes; c++)
        {
            own = Vector512.ConditionalSelect(
                Vector512.Equals(label, Vector512.Create(c)).AsSingle(), Vector512.LoadUnsafe(ref numbers, (nuint)(c * NarrowRows.Lanes)), own);
        }

        return own;
    }

    /// <summary>What each row counts for, and behind it what its class counts for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> classWeights, Span<double> ofRows)
    {
        for (var r = 0; r < NarrowRows.Lanes; r++)
        {
            ofRows[r] = r < weights.Length ? weights[r] : 1;
            ofRows[NarrowRows.Lanes + r] = r < labels.Length && !classWeights.IsEmpty ? classWeights[labels[r]] : 1;
        }
    }

    private static void RefuseFirstBad(ReadOnlySpan<int> labels, int classes)
    {
        foreach (var label in labels)
        {
            if ((uint)label >= (uint)classes)
            {
                ThrowLabel(label, classes);
            }
        }
    }

    private static void ThrowLabel(int label, int classes) =>
        throw new ArgumentOutOfRangeException(nameof(label), label, $"The label {label} is none of 0 ... {classes - 1}.");
}
