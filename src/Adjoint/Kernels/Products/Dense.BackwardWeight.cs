using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the weight.</content>
public static partial class Dense
{
    /// <summary>dw[i,o] = sum over r of x[r,i] · dy[r,o], overwriting what was there.</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <param name="rows">Rows of the batch; of none, the gradient is zero.</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="dy">[rows, outputs].</param>
    /// <param name="dWeight">Receives [inputs, outputs]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeight<TSize>(int rows, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dWeight)
        where TSize : struct, IDenseSize
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        Require.Block(x.Length, rows, inputs);
        Require.Block(dy.Length, rows, outputs);
        Require.Block(dWeight.Length, inputs, outputs);

        if (IsSmall(inputs * outputs, inputs, outputs, rows))
        {
            SmallBackwardWeight<ByWeight<TSize>>(rows, inputs, x, dy, dWeight, []);
            return;
        }

        var product = new Product
        {
            A = ref MemoryMarshal.GetReference(x),
            RowStride = 1,
            StepStride = (nuint)inputs,
            B = ref MemoryMarshal.GetReference(dy),
            TermStride = (nuint)outputs,
            ColumnStride = 1,
            Start = ref Unsafe.NullRef<float>(),
            C = ref MemoryMarshal.GetReference(dWeight),
            Rows = (nuint)inputs,
            Columns = (nuint)outputs,
            Depth = (nuint)rows,
        };
        ProductTeam.Run<Identity>(in product);
    }

    /// <summary>The same, and the gradient of the bias: db[o] = sum over r of dy[r,o], r ascending, overwriting what was there.</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <param name="rows">Rows of the batch; of none, the gradients are zero.</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="dy">[rows, outputs].</param>
    /// <param name="dWeight">Receives [inputs, outputs]; may not overlap the others.</param>
    /// <param name="dBias">Receives [outputs]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeight<TSize>(int rows, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dWeight, Span<float> dBias)
        where TSize : struct, IDenseSize
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        if (!IsSmall(inputs * outputs, inputs, outputs, rows))
        {
            BackwardWeight<TSize>(rows, x, dy, dWeight);
            BackwardBias<TSize>(rows, dy, dBias);
            return;
        }

        Require.Block(x.Length, rows, inputs);
        Require.Block(dy.Length, rows, outputs);
        Require.Block(dWeight.Length, inputs, outputs);
        Require.Block(dBias.Length, 1, outputs);
        SmallBackwardWeight<ByWeightAndBias<TSize>>(rows, inputs, x, dy, dWeight, dBias);
    }

    /// <summary>The same numbers for an optimizer that updates with them piece by piece: they are computed while it does, and never written to memory as a whole.</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <param name="rows">Rows of the batch; of none, the gradient is zero.</param>
    /// <param name="x">[rows, inputs]; is read when the gradient is used.</param>
    /// <param name="dy">[rows, outputs]; is read when the gradient is used.</param>
    /// <returns>The gradient [inputs, outputs].</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static Gradient WeightGradient<TSize>(int rows, ReadOnlySpan<float> x, ReadOnlySpan<float> dy)
        where TSize : struct, IDenseSize
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        Require.Block(x.Length, rows, inputs);
        Require.Block(dy.Length, rows, outputs);
        return new Gradient(rows, inputs, outputs, x, dy);
    }
}
