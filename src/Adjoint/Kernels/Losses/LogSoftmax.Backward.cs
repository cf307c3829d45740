using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The gradient.</content>
public static partial class LogSoftmax
{
    /// <summary>dx[r,c] = dy[r,c] - exp(y[r,c]) · sum over j of dy[r,j], from the result of the forward pass; the sum in double precision.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="y">The result of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/> or <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Backward(int rows, int width, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(y.Length, rows, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        Span<float> buffer = stackalloc float[Rows.BlockLength];
        var perBlock = Rows.PerBlock(width);
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var (start, length) = (first * width, count * width);
            if (width > buffer.Length)
            {
                WideRow(y.Slice(start, length), dy.Slice(start, length), dx.Slice(start, length), buffer);
                continue;
            }

            // The exponentials of a block are taken in one go, however narrow its rows.
            var probabilities = buffer[..length];
            Elementwise.Map<Exponential>(y.Slice(start, length), probabilities);
            for (var r = 0; r < count; r++)
            {
                var gradient = dy.Slice(start + (r * width), width);
                var sum = (float)RowSum.Of(default(Terms.Value), gradient);
                RowMap.Run(new Gradient(sum), dx.Slice(start + (r * width), width), probabilities.Slice(r * width, width), gradient);
            }
        }
    }

    /// <summary>One row that is longer than the buffer, piece by piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRow(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> buffer)
    {
        var sum = (float)RowSum.Of(default(Terms.Value), dy);
        for (var i = 0; i < y.Length; i += buffer.Length)
        {
            var piece = buffer[..Math.Min(buffer.Length, y.Length - i)];
            Elementwise.Map<Exponential>(y.Slice(i, piece.Length), piece);
            RowMap.Run(new Gradient(sum), dx.Slice(i, piece.Length), piece, dy.Slice(i, piece.Length));
        }
    }

    private readonly struct Gradient(float sum) : IRowFunction
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.FusedMultiplyAdd(a, TSimd.Create(-sum), b);
    }
}
