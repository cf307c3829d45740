using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The gradient.</content>
public static partial class Softmax
{
    /// <summary>dx[r,c] = y[r,c] · (dy[r,c] - sum over j of y[r,j] · dy[r,j]), from the result of the forward pass; the sum in double precision.</summary>
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
        for (var r = 0; r < rows; r++)
        {
            var row = y.Slice(r * width, width);
            var gradient = dy.Slice(r * width, width);
            var mean = new TwoPieces(RowSum.Of(default(Terms.Product), row, gradient));
            RowMap.Run(new Gradient(mean), dx.Slice(r * width, width), row, gradient);
        }
    }

    private readonly struct Gradient(TwoPieces mean) : IRowFunction
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(a, mean.Off<TSimd, TVector>(b));
    }
}
