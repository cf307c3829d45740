using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Adjoint.Kernels;

/// <summary>Stochastic gradient descent as PyTorch computes it, with or without momentum.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class Sgd
{
    private const int Chunk = 512;

    /// <summary>p -= lr · (g + decay · p).</summary>
    /// <param name="learningRate">lr.</param>
    /// <param name="weightDecay">The weight decay; 0 for none.</param>
    /// <param name="gradient">g; is not changed.</param>
    /// <param name="parameters">p, as many elements; may not overlap g.</param>
    /// <returns>Whether every number of the gradient is finite. The update was made in any case.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [SkipLocalsInit]
    public static bool Update(float learningRate, float weightDecay, ReadOnlySpan<float> gradient, Span<float> parameters)
    {
        Require.Same(parameters.Length, gradient.Length);
        // In chunks that stay in the first-level cache: over whole arrays each operation would go to memory and back.
        Span<float> buffer = stackalloc float[Chunk];
        var isFinite = true;
        for (var first = 0; first < gradient.Length; first += Chunk)
        {
            var length = Math.Min(Chunk, gradient.Length - first);
            scoped var g = gradient.Slice(first, length);
            var p = parameters.Slice(first, length);
            isFinite &= TensorPrimitives.IsFiniteAll(g);
            if (weightDecay != 0)
            {
                TensorPrimitives.FusedMultiplyAdd(p, weightDecay, g, buffer);
                g = buffer[..length];
            }

            TensorPrimitives.FusedMultiplyAdd(g, -learningRate, p, p);
        }

        return isFinite;
    }
}
