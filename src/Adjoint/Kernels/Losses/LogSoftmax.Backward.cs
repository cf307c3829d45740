using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The gradient.</content>
public static partial class LogSoftmax
{
    /// <summary>Floats that a block of narrow rows should not exceed, so that it stays in the first-level cache between steps.</summary>
    private const int BlockLength = 1024;

    /// <summary>dx[r,c] = dy[r,c] - exp(y[r,c]) · sum over j of dy[r,j], from the result of the forward pass; the sum in double precision.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="y">The result of <see cref="Forward"/>, [rows, width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/> or <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(int rows, int width, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(y.Length, rows, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        if (width < Rows.Wide)
        {
            Narrow(rows, width, y, dy, dx);
            return;
        }

        for (var r = 0; r < rows; r++)
        {
            var gradient = dy.Slice(r * width, width);
            var sum = (float)RowSum.Of(default(Terms.Value), gradient);
            RowMap.Run(new Gradient(sum), dx.Slice(r * width, width), y.Slice(r * width, width), gradient);
        }
    }

    /// <summary>The exponentials of a block are taken in one go, however narrow its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Narrow(int rows, int width, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Span<float> buffer = stackalloc float[BlockLength];
        var perBlock = BlockLength / Math.Max(width, 1);
        for (var first = 0; first < rows; first += perBlock)
        {
            var count = Math.Min(perBlock, rows - first);
            var probabilities = buffer[..(count * width)];
            Elementwise.Map<Exponential>(y.Slice(first * width, count * width), probabilities);
            for (var r = 0; r < count; r++)
            {
                var gradient = dy.Slice((first + r) * width, width);
                var sum = (float)RowSum.Of(default(Terms.Value), gradient);
                RowMap.Run(new Remainder(sum), dx.Slice((first + r) * width, width), probabilities.Slice(r * width, width), gradient);
            }
        }
    }

    /// <summary>From the logarithm of a probability.</summary>
    private readonly struct Gradient(float sum) : IRowFunction
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.FusedMultiplyAdd(Exponential.Apply<TSimd, TVector>(a), TSimd.Create(-sum), b);
    }

    /// <summary>From a probability.</summary>
    private readonly struct Remainder(float sum) : IRowFunction
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.FusedMultiplyAdd(a, TSimd.Create(-sum), b);
    }
}
