using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Kernels;

/// <summary>
/// The dense layer y = f(x · W + b) and its gradients. x is [rows, inputs], W [inputs, outputs], b [outputs], y [rows, outputs], all
/// row-major. Every sum ascends and is fused (one rounding a term): the same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class Dense
{
    /// <summary>y[r,o] = f(b[o] + sum over i of x[r,i] · w[i,o]).</summary>
    /// <typeparam name="TSize">The layer's size.</typeparam>
    /// <typeparam name="TEpilogue">f: <see cref="Identity"/>, <see cref="Relu"/>, ...</typeparam>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="bias">[outputs]; empty for a layer without.</param>
    /// <param name="y">Receives [rows, outputs]; may not overlap the others.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TSize, TEpilogue>(int rows, ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> y)
        where TSize : struct, IDenseSize
        where TEpilogue : struct, IEpilogue
    {
        var inputs = TSize.Inputs;
        var outputs = TSize.Outputs;
        Require.Block(x.Length, rows, inputs);
        Require.Block(weight.Length, inputs, outputs);
        Require.Block(y.Length, rows, outputs);
        if (!bias.IsEmpty)
        {
            Require.Block(bias.Length, 1, outputs);
        }

        if (IsSmall(inputs * outputs, rows, outputs, inputs))
        {
            var small = new SmallOperands
            {
                A = ref MemoryMarshal.GetReference(x),
                B = ref MemoryMarshal.GetReference(weight),
                Start = ref bias.IsEmpty ? ref Unsafe.NullRef<float>() : ref MemoryMarshal.GetReference(bias),
                C = ref MemoryMarshal.GetReference(y),
                Beside = ref MemoryMarshal.GetReference(y),
                Rows = (nuint)rows,
                Depth = (nuint)inputs,
            };
            if (outputs <= ThinProduct.MostColumns)
            {
                ThinProduct.Run<Forwards<TSize>, TEpilogue>(in small);
            }
            else
            {
                SmallProduct.Run<Forwards<TSize>, Applied<TEpilogue>>(in small);
            }

            return;
        }

        var product = new Product
        {
            A = ref MemoryMarshal.GetReference(x),
            RowStride = (nuint)inputs,
            StepStride = 1,
            B = ref MemoryMarshal.GetReference(weight),
            TermStride = (nuint)outputs,
            ColumnStride = 1,
            Start = ref bias.IsEmpty ? ref Unsafe.NullRef<float>() : ref MemoryMarshal.GetReference(bias),
            C = ref MemoryMarshal.GetReference(y),
            Rows = (nuint)rows,
            Columns = (nuint)outputs,
            Depth = (nuint)inputs,
        };
        if (TEpilogue.IsShort)
        {
            ProductTeam.Run<TEpilogue>(in product);
        }
        else
        {
            ProductTeam.Run<Identity>(in product);
            var sums = y[..(rows * outputs)];
            Elementwise.Map<TEpilogue>(sums, sums);
        }
    }
}
