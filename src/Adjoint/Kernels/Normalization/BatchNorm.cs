using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>
/// Normalises each column to mean 0 and deviation 1, then scales and shifts it (PyTorch's BatchNorm with the channels last; a row is a sample, or one position of one). Sums over rows
/// ascend and are compensated, the variance is taken in a second pass, and the mean is kept in two pieces: a column of mean 1e4 and deviation 1e-2 keeps its digits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class BatchNorm
{
    /// <summary>Numbers per column of the statistics, each a row of them: mean, what the mean has beyond that float, 1 / √(variance + epsilon), variance (biased).</summary>
    public const int StatisticsPerColumn = 4;

    /// <summary>y[r,c] = (x[r,c] - mean[c]) / √(variance[c] + epsilon) · weight[c] + bias[c].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">[rows, width]; keep it for the gradients.</param>
    /// <param name="weight">[width].</param>
    /// <param name="bias">[width].</param>
    /// <param name="statistics">[<see cref="StatisticsPerColumn"/>, width]: of the batch, by <see cref="Statistics"/>, or of training, by <see cref="PredictionStatistics"/>.</param>
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
        Require.Block(statistics.Length, StatisticsPerColumn, width);
        Require.Block(y.Length, rows, width);
        var work = new Affine
        {
            X = ref MemoryMarshal.GetReference(x),
            Weight = ref MemoryMarshal.GetReference(weight),
            Bias = ref MemoryMarshal.GetReference(bias),
            OfColumns = ref MemoryMarshal.GetReference(statistics),
            Y = ref MemoryMarshal.GetReference(y),
            Count = (nuint)rows,
            Width = (nuint)width,
        };
        Columns.Run(ref work, width);
    }

    /// <summary>x - mean, the mean in two pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Off<TSimd, TVector>(TVector x, TVector mean, TVector rest)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Subtract(TSimd.Subtract(x, mean), rest);

    internal ref struct Affine : IColumnWork
    {
        public ref readonly float X;
        public ref readonly float Weight;
        public ref readonly float Bias;
        public ref readonly float OfColumns;
        public ref float Y;
        public nuint Count;
        public nuint Width;

        public static bool MayRepeat => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd, TVector>(nuint column)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            ref readonly var x = ref X;
            ref var y = ref Y;
            var (mean, rest) = (TSimd.Load(in OfColumns, column), TSimd.Load(in OfColumns, Width + column));
            var scale = TSimd.Multiply(TSimd.Load(in OfColumns, (2 * Width) + column), TSimd.Load(in Weight, column));
            var shift = TSimd.Load(in Bias, column);
            var at = column;
            for (nuint row = 0; row < Count; row++)
            {
                TSimd.Store(TSimd.FusedMultiplyAdd(Off<TSimd, TVector>(TSimd.Load(in x, at), mean, rest), scale, shift), ref y, at);
                at += Width;
            }
        }
    }
}
