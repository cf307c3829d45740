using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <content>The gradient of the input.</content>
public static partial class Dense
{
    /// <summary>dx[r,i] = sum over o of dy[r,o] · w[i,o].</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="dy">[rows, outputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="dx">Receives [rows, inputs]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput<TSize>(int rows, ReadOnlySpan<float> dy, ReadOnlySpan<float> weight, Span<float> dx)
        where TSize : struct, IDenseSize
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        Require.Block(dy.Length, rows, outputs);
        Require.Block(weight.Length, inputs, outputs);
        Require.Block(dx.Length, rows, inputs);

        if (IsSmall(inputs * outputs, rows, inputs, outputs))
        {
            ref var result = ref MemoryMarshal.GetReference(dx);
            SmallBackwardInput<TSize, Applied<Identity>>(rows, ref MemoryMarshal.GetReference(dy), ref MemoryMarshal.GetReference(weight), ref result, ref result);
            return;
        }

        var product = new Product
        {
            A = ref MemoryMarshal.GetReference(dy),
            RowStride = (nuint)outputs,
            StepStride = 1,
            B = ref MemoryMarshal.GetReference(weight),
            TermStride = 1,
            ColumnStride = (nuint)outputs,
            Start = ref Unsafe.NullRef<float>(),
            C = ref MemoryMarshal.GetReference(dx),
            Rows = (nuint)rows,
            Columns = (nuint)inputs,
            Depth = (nuint)outputs,
        };
        ProductTeam.Run<Identity>(in product);
    }

    /// <summary>The same through an activation y = f(x) in front of the layer: dx[r,i] = f'(x[r,i]) · sum over o of dy[r,o] · w[i,o].</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <typeparam name="TActivation">f: <see cref="Relu"/>, <see cref="Tanh"/>, ...</typeparam>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="dy">The gradient of the layer's result, [rows, outputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="y">The layer's input, which is what the activation made of x, [rows, inputs].</param>
    /// <param name="dx">Receives the gradient by what went into the activation, [rows, inputs]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardInput<TSize, TActivation>(int rows, ReadOnlySpan<float> dy, ReadOnlySpan<float> weight, ReadOnlySpan<float> y, Span<float> dx)
        where TSize : struct, IDenseSize
        where TActivation : struct, IResultGradient
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        Require.Block(dy.Length, rows, outputs);
        Require.Block(weight.Length, inputs, outputs);
        Require.Block(y.Length, rows, inputs);
        Require.Block(dx.Length, rows, inputs);
        if (inputs > ThinProduct.MostColumns && IsSmall(inputs * outputs, rows, inputs, outputs))
        {
            SmallBackwardInput<TSize, Differentiated<TActivation>>(
                rows, ref MemoryMarshal.GetReference(dy), ref MemoryMarshal.GetReference(weight), ref MemoryMarshal.GetReference(y), ref MemoryMarshal.GetReference(dx));
            return;
        }

        BackwardInput<TSize>(rows, dy, weight, dx);
        var gradient = dx[..(rows * inputs)];
        Elementwise.Map<BackwardOf<TActivation>>(y[..(rows * inputs)], gradient, gradient);
    }
}
