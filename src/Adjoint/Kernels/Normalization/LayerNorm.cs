using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// Normalises each row to mean 0 and deviation 1, then scales and shifts each column (PyTorch's LayerNorm over the last axis). Sums are taken in double precision, the variance in
/// a second pass, and the mean is kept in two pieces: a row of mean 1e4 and deviation 1e-2 keeps its digits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class LayerNorm
{
    /// <summary>Numbers per row of the statistics: mean, what the mean has beyond that float, 1 / deviation.</summary>
    public const int StatisticsPerRow = 3;

    /// <summary>The statistics of each row: mean (in two pieces) and 1 / √(variance + epsilon), the variance that of the row's own numbers (biased).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="epsilon">Added to the variance; PyTorch's default is 1e-5.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="statistics">Receives [rows, <see cref="StatisticsPerRow"/>].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(int rows, int width, float epsilon, ReadOnlySpan<float> x, Span<float> statistics)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, rows, StatisticsPerRow);
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * width, width);
            var mean = RowSum.Of(default(Terms.Value), row) / width;
            var variance = RowSum.Of(new Terms.Square(mean), row) / width;
            var pieces = new TwoPieces(mean);
            statistics[r * StatisticsPerRow] = pieces.High;
            statistics[(r * StatisticsPerRow) + 1] = pieces.Low;
            statistics[(r * StatisticsPerRow) + 2] = (float)(1 / Math.Sqrt(variance + epsilon));
        }
    }

    /// <summary>y[r,c] = (x[r,c] - mean[r]) / √(variance[r] + epsilon) · weight[c] + bias[c].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">[rows, width]; keep it for the gradients.</param>
    /// <param name="weight">[width].</param>
    /// <param name="bias">[width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows, <see cref="StatisticsPerRow"/>].</param>
    /// <param name="y">Receives [rows, width]; may be <paramref name="x"/> where no gradient is wanted.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> statistics, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(bias.Length, 1, width);
        Require.Block(statistics.Length, rows, StatisticsPerRow);
        Require.Block(y.Length, rows, width);
        weight = weight[..width];
        bias = bias[..width];
        for (var r = 0; r < rows; r++)
        {
            var normalize = new Affine(Mean(statistics, r), statistics[(r * StatisticsPerRow) + 2]);
            RowMap.Run(normalize, y.Slice(r * width, width), x.Slice(r * width, width), weight, bias);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TwoPieces Mean(ReadOnlySpan<float> statistics, int row) => new(statistics[row * StatisticsPerRow], statistics[(row * StatisticsPerRow) + 1]);

    private readonly struct Affine(TwoPieces mean, float scale) : IRowFunction
    {
        public static int Operands => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.FusedMultiplyAdd(TSimd.Multiply(mean.Off<TSimd, TVector>(a), TSimd.Create(scale)), b, c);
    }
}
