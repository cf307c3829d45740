using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Kernels;

/// <summary>
/// The one loop under the losses that compare outputs one by one. Chunks that stay in the first-level cache go through vectors, and their losses into a
/// <see cref="LaneSum"/> across the whole batch; the weight of a row multiplies each of its elements there, in double precision.
/// </summary>
internal static class ElementwiseLoss
{
    private const int Chunk = 512;

    /// <summary>Whether the gradient is wanted.</summary>
    internal interface IDestination
    {
        /// <summary>Whether it is stored.</summary>
        static abstract bool Stores { get; }
    }

    /// <summary>The losses of a batch, each row's the sum over its outputs divided by <paramref name="parts"/>.</summary>
    /// <param name="loss">The loss of one element.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Numbers per row.</param>
    /// <param name="parts">The number of outputs for the mean over them; 1 for the sum.</param>
    /// <param name="predictions">[rows, outputs].</param>
    /// <param name="targets">[rows, outputs].</param>
    /// <param name="weights">[rows]; empty for ones.</param>
    /// <param name="coefficients">[outputs], or one for all of them; empty for ones, or if the loss has none.</param>
    public static LossSum Loss<TLoss>(
        TLoss loss, int rows, int outputs, int parts, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights, ReadOnlySpan<float> coefficients = default)
        where TLoss : struct, IElementwiseLoss
    {
        Check(rows, outputs, predictions, targets, weights, coefficients);
        var sum = Run<TLoss, Nowhere>(loss, outputs, 0, predictions[..(rows * outputs)], targets, weights, coefficients, []);
        return new LossSum(sum / parts, rows);
    }

    /// <summary>The same losses, and the gradient of their mean.</summary>
    /// <inheritdoc cref="Loss"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LossSum LossAndGradient<TLoss>(
        TLoss loss, int rows, int outputs, int parts, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights, Span<float> dPredictions, ReadOnlySpan<float> coefficients = default)
        where TLoss : struct, IElementwiseLoss
    {
        Check(rows, outputs, predictions, targets, weights, coefficients);
        Require.Block(dPredictions.Length, rows, outputs);
        var scale = (float)(1 / ((double)rows * parts));
        var sum = Run<TLoss, Gradient>(loss, outputs, scale, predictions[..(rows * outputs)], targets, weights, coefficients, dPredictions);
        return new LossSum(sum / parts, rows);
    }

    /// <summary>Losses, and derivatives times the scale, at a given width; the spans are as long as <paramref name="predictions"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TSimd, TVector, TLoss, TDestination>(
        TLoss loss, float scale, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> coefficients, Span<float> losses, Span<float> gradient)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TLoss : struct, IElementwiseLoss
        where TDestination : struct, IDestination
    {
        ref var ps = ref MemoryMarshal.GetReference(predictions);
        ref var ts = ref MemoryMarshal.GetReference(targets);
        ref var cs = ref MemoryMarshal.GetReference(coefficients);
        ref var ls = ref MemoryMarshal.GetReference(losses);
        ref var ds = ref MemoryMarshal.GetReference(gradient);
        var length = (nuint)predictions.Length;
        nuint i = 0;
        for (; i + TSimd.Width <= length; i += TSimd.Width)
        {
            var c = TLoss.HasCoefficient ? TSimd.Load(in cs, i) : TSimd.Create(1f);
            loss.Apply<TSimd, TVector>(TSimd.Load(in ps, i), TSimd.Load(in ts, i), c, out var value, out var derivative);
            TSimd.Store(value, ref ls, i);
            if (TDestination.Stores)
            {
                TSimd.Store(TSimd.Multiply(derivative, TSimd.Create(scale)), ref ds, i);
            }
        }

        if (i < length)
        {
            var p = Tail.Load<TSimd, TVector>(in ps, i, length);
            var t = Tail.Load<TSimd, TVector>(in ts, i, length);
            var c = TLoss.HasCoefficient ? Tail.Load<TSimd, TVector>(in cs, i, length) : TSimd.Create(1f);
            loss.Apply<TSimd, TVector>(p, t, c, out var value, out var derivative);
            Tail.Store<TSimd, TVector>(value, ref ls, i, length);
            if (TDestination.Stores)
            {
                Tail.Store<TSimd, TVector>(TSimd.Multiply(derivative, TSimd.Create(scale)), ref ds, i, length);
            }
        }
    }

    private static void Check(
        int rows, int outputs, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> coefficients)
    {
        Require.Block(predictions.Length, rows, outputs);
        Require.Block(targets.Length, rows, outputs);
        if (!weights.IsEmpty)
        {
            Require.Block(weights.Length, rows, 1);
        }

        if (coefficients.Length > 1)
        {
            Require.Same(coefficients.Length, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static double Run<TLoss, TDestination>(
        TLoss loss, int outputs, float scale, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights, ReadOnlySpan<float> coefficients, Span<float> gradient)
        where TLoss : struct, IElementwiseLoss
        where TDestination : struct, IDestination
    {
        Span<float> losses = stackalloc float[Chunk];
        Span<float> ofElements = stackalloc float[Chunk];
        var sum = default(LaneSum);
        for (var first = 0; first < predictions.Length; first += Chunk)
        {
            var length = Math.Min(Chunk, predictions.Length - first);
            var values = losses[..length];
            var perElement = ofElements[..length];
            var d = TDestination.Stores ? gradient.Slice(first, length) : default;
            if (TLoss.HasCoefficient)
            {
                Repeat(coefficients, first, perElement);
            }

            Map<TLoss, TDestination>(loss, scale, predictions.Slice(first, length), targets.Slice(first, length), perElement, values, d);
            if (weights.IsEmpty)
            {
                sum.Add(values);
                continue;
            }

            Spread(weights, outputs, first, perElement);
            sum.AddProducts(values, perElement);
            if (TDestination.Stores)
            {
                Elementwise.Map<Weighted>(d, perElement, d);
            }
        }

        return sum.Total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<TLoss, TDestination>(
        TLoss loss, float scale, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> coefficients, Span<float> losses, Span<float> gradient)
        where TLoss : struct, IElementwiseLoss
        where TDestination : struct, IDestination
    {
        if (Widths.Has512)
        {
            Map<Simd512, Vector512<float>, TLoss, TDestination>(loss, scale, predictions, targets, coefficients, losses, gradient);
        }
        else if (Widths.Has256)
        {
            Map<Simd256, Vector256<float>, TLoss, TDestination>(loss, scale, predictions, targets, coefficients, losses, gradient);
        }
        else
        {
            Map<Simd128, Vector128<float>, TLoss, TDestination>(loss, scale, predictions, targets, coefficients, losses, gradient);
        }
    }

    /// <summary>Each output's coefficient over and over, from an element on; ones if there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Repeat(ReadOnlySpan<float> coefficients, int first, Span<float> perElement)
    {
        if (coefficients.Length <= 1)
        {
            perElement.Fill(coefficients.IsEmpty ? 1 : coefficients[0]);
            return;
        }

        var from = first % coefficients.Length;
        for (var i = 0; i < perElement.Length; i++)
        {
            perElement[i] = coefficients[from];
            from = from + 1 == coefficients.Length ? 0 : from + 1;
        }
    }

    /// <summary>Each row's weight for each of its elements, from an element on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<float> weights, int outputs, int first, Span<float> perElement)
    {
        var (row, column) = (first / outputs, first % outputs);
        while (!perElement.IsEmpty)
        {
            var length = Math.Min(outputs - column, perElement.Length);
            perElement[..length].Fill(weights[row++]);
            perElement = perElement[length..];
            column = 0;
        }
    }

    /// <summary>Only the loss is wanted.</summary>
    internal readonly struct Nowhere : IDestination
    {
        public static bool Stores => false;
    }

    /// <summary>The gradient of the loss is stored.</summary>
    internal readonly struct Gradient : IDestination
    {
        public static bool Stores => true;
    }

    private readonly struct Weighted : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector gradient, TVector weight)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(gradient, weight);
    }
}
