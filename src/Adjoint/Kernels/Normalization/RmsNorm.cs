using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Divides each row by the root of its mean square, then scales each column (PyTorch's RMSNorm over the last axis). Sums are taken in double precision.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class RmsNorm
{
    /// <summary>y[r,c] = x[r,c] / √(mean over j of x[r,j]² + epsilon) · weight[c].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="x">[rows, width]; keep it for the gradients.</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">Receives [rows], 1 / √(mean square + epsilon), for the gradients.</param>
    /// <param name="y">Receives [rows, width]; may be <paramref name="x"/> where no gradient is wanted.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        int rows, int width, float epsilon, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, Span<float> statistics, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, rows, 1);
        Require.Block(y.Length, rows, width);
        weight = weight[..width];
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * width, width);
            var scale = (float)(1 / Math.Sqrt((RowSum.Of(default(Terms.Square), row) / width) + epsilon));
            statistics[r] = scale;
            RowMap.Run(new Linear(scale), y.Slice(r * width, width), row, weight);
        }
    }

    private readonly struct Linear(float scale) : IRowFunction
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TSimd, TVector>(TVector a, TVector b, TVector c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(TSimd.Multiply(a, TSimd.Create(scale)), b);
    }
}
