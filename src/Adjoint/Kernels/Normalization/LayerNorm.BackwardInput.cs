using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the argument.</content>
public static partial class LayerNorm
{
    /// <summary>
    /// dx[r,c] = (g[c] - mean of g - n[c] · mean of (g ∘ n)) / √(variance[r] + epsilon) with g = dy[r,:] ∘ weight and n the normalised row; means in double precision.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">The argument of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows, <see cref="StatisticsPerRow"/>].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/> or <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, rows, StatisticsPerRow);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        weight = weight[..width];
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * width, width);
            var gradient = dy.Slice(r * width, width);
            var (mean, scale) = (Mean(statistics, r), statistics[(r * StatisticsPerRow) + 2]);
            var average = RowSum.Of(default(Terms.Product), gradient, weight) / width;
            var slope = RowSum.Of(new Terms.Moment(mean.Value), row, gradient, weight) / width * scale * scale;
            RowMap.Run(new Gradient(mean, scale, (float)average, (float)slope), dx.Slice(r * width, width), row, gradient, weight);
        }
    }

    private readonly struct Gradient(TwoPieces mean, float scale, float average, float slope) : IRowFunction
    {
        public static int Operands => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            var g = TSimd.FusedMultiplyAdd(b, c, TSimd.Create(-average));
            return TSimd.Multiply(TSimd.FusedMultiplyAdd(mean.Off<TSimd, TVector>(a), TSimd.Create(-slope), g), TSimd.Create(scale));
        }
    }
}
