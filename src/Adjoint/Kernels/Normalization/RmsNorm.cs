using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Divides each row by the root of its mean square, then scales each column (PyTorch's RMSNorm over the last axis). Sums are taken in double precision.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class RmsNorm
{
    /// <summary>The statistic of each row: 1 / √(mean over j of x[r,j]² + epsilon).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="statistics">Receives [rows].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(int rows, int width, float epsilon, ReadOnlySpan<float> x, Span<float> statistics)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(statistics.Length, rows, 1);
        for (var r = 0; r < rows; r++)
        {
            statistics[r] = (float)(1 / Math.Sqrt((RowSum.Of(default(Terms.Square), x.Slice(r * width, width)) / width) + epsilon));
        }
    }

    /// <summary>y[r,c] = x[r,c] · s[r] · weight[c], s being the statistics.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">[rows, width]; keep it for the gradients.</param>
    /// <param name="weight">[width].</param>
    /// <param name="statistics">What <see cref="Statistics"/> gave, [rows].</param>
    /// <param name="y">Receives [rows, width]; may be <paramref name="x"/> where no gradient is wanted.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> statistics, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(weight.Length, 1, width);
        Require.Block(statistics.Length, rows, 1);
        Require.Block(y.Length, rows, width);
        weight = weight[..width];
        for (var r = 0; r < rows; r++)
        {
            RowMap.Run(new Linear(statistics[r]), y.Slice(r * width, width), x.Slice(r * width, width), weight);
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
