using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Forward(int rows, int width, ReadOnlySpan<float> x, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(y.Length, rows, width);
        if (width < Rows.Wide)
        {
            Narrow(rows, width, x, y);
            return;
        }

        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * width, width);
            var max = Rows.Max(row);
            var amount = TwoPieces.Sum(max, ScalarLogarithm.Of(Rows.SumOfExponentials(row, max)));
            RowMap.Run(new Difference(amount), y.Slice(r * width, width), row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Narrow(int rows, int width, ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> room = stackalloc float[NarrowRows.Room];
        Span<float> exponentials = stackalloc float[NarrowRows.Room];
        Span<float> largest = stackalloc float[NarrowRows.Lanes];
        for (var first = 0; first < rows; first += NarrowRows.Lanes)
        {
            var block = new NarrowRows(Math.Min(NarrowRows.Lanes, rows - first), width, x[(first * width)..], room);
            block.Max(largest);
            block.Exponentials(largest, exponentials);
            var max = Vector512.Create<float>(largest);
            var (maxLow, maxHigh) = (Vector512.WidenLower(max), Vector512.WidenUpper(max));
            var (logLow, logHigh) = (ScalarLogarithm.Of(block.Sums.Low), ScalarLogarithm.Of(block.Sums.High));

            // What TwoPieces.Sum does for one row.
            var high = Vector512.Narrow(maxLow + logLow, maxHigh + logHigh);
            block.Subtract(high, Vector512.Narrow(maxLow - Vector512.WidenLower(high) + logLow, maxHigh - Vector512.WidenUpper(high) + logHigh));
            block.CopyTo(y[(first * width)..]);
        }
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
