using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the bias.</content>
public static partial class Dense
{
    /// <summary>db[o] = sum over r of dy[r,o], r ascending, overwriting what was there.</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <param name="rows">Rows of the batch; of none, the gradient is zero.</param>
    /// <param name="dy">[rows, outputs].</param>
    /// <param name="dBias">Receives [outputs]; may not overlap dy.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardBias<TSize>(int rows, ReadOnlySpan<float> dy, Span<float> dBias)
        where TSize : struct, IDenseSize
    {
        var outputs = TSize.Outputs;
        Require.Block(dy.Length, rows, outputs);
        Require.Block(dBias.Length, 1, outputs);
        ColumnSum.Run(rows, outputs, dy, dBias);
    }
}
