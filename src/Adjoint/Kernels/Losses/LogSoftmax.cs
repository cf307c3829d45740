using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>
/// The logarithm of each row's softmax (PyTorch's LogSoftmax): x - m - ln(sum over j of exp(x[j] - m)) with m the largest number of the row, which neither overflows nor
/// takes the logarithm of zero. It subtracts m and the logarithm in two pieces, so a probability near 1 keeps its digits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class LogSoftmax
{
    /// <summary>y[r,c] = x[r,c] - ln(sum over j of exp(x[r,j])). A row with NaN or +∞ becomes NaN.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="y">Receives [rows, width]; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Forward(int rows, int width, ReadOnlySpan<float> x, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(y.Length, rows, width);
        Span<float> buffer = stackalloc float[Rows.BlockLength];
        Span<float> largest = stackalloc float[Rows.BlockRows];
        var perBlock = Rows.PerBlock(width);
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var source = x.Slice(first * width, count * width);
            var target = y.Slice(first * width, count * width);
            if (width > buffer.Length)
            {
                var max = Rows.Max(source);
                Shift(source, max, WideSum(source, max, buffer), target);
                continue;
            }

            var exponentials = buffer[..source.Length];
            for (var r = 0; r < count; r++)
            {
                var row = source.Slice(r * width, width);
                largest[r] = Rows.Max(row);
                Rows.Subtract(row, largest[r], exponentials.Slice(r * width, width));
            }

            Elementwise.Map<Exponential>(exponentials, exponentials);
            for (var r = 0; r < count; r++)
            {
                var sum = RowSum.Of(default(Terms.Value), exponentials.Slice(r * width, width));
                Shift(source.Slice(r * width, width), largest[r], sum, target.Slice(r * width, width));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shift(ReadOnlySpan<float> row, float max, double sum, Span<float> target) =>
        RowMap.Run(new Difference(TwoPieces.Sum(max, ScalarLogarithm.Of(sum))), target, row);

    /// <summary>The sum of the exponentials of a row that is longer than the buffer, piece by piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double WideSum(ReadOnlySpan<float> row, float max, Span<float> buffer)
    {
        var sum = 0.0;
        while (!row.IsEmpty)
        {
            var piece = buffer[..Math.Min(buffer.Length, row.Length)];
            Rows.Subtract(row, max, piece);
            Elementwise.Map<Exponential>(piece, piece);
            sum += RowSum.Of(default(Terms.Value), piece);
            row = row[piece.Length..];
        }

        return sum;
    }

    private readonly struct Difference(TwoPieces amount) : IRowFunction
    {
        public static int Operands => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            amount.Off<TSimd, TVector>(a);
    }
}
