using System.ComponentModel;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>Makes the gradient of a batch out of those of its micro-batches.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Accumulation
{
    /// <summary>sum[i] += weight · gradients[i], rounded twice.</summary>
    /// <param name="weight">What the losses of the micro-batch are divided by.</param>
    /// <param name="gradients">The gradients of its mean loss.</param>
    /// <param name="sum">As many numbers; zeros before the first.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(double weight, ReadOnlySpan<float> gradients, Span<float> sum)
    {
        Require.Same(sum.Length, gradients.Length);
        for (var start = 0; start < sum.Length; start += Chunk.Length)
        {
            var part = sum.Slice(start, Math.Min(Chunk.Length, sum.Length - start));
            TensorPrimitives.MultiplyAdd(gradients.Slice(start, part.Length), (float)weight, part, part);
        }
    }

    /// <summary>gradients[i] = sum[i] / weight, or 0 where nothing weighs anything.</summary>
    /// <param name="weight">What the losses of the whole batch are divided by.</param>
    /// <param name="sum">What <see cref="Add"/> has added.</param>
    /// <param name="gradients">Receives the gradients of the whole batch's mean loss.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Mean(double weight, ReadOnlySpan<float> sum, Span<float> gradients)
    {
        Require.Same(gradients.Length, sum.Length);
        if (weight == 0)
        {
            gradients.Clear();
            return;
        }

        for (var start = 0; start < sum.Length; start += Chunk.Length)
        {
            var part = gradients.Slice(start, Math.Min(Chunk.Length, sum.Length - start));
            TensorPrimitives.Divide(sum.Slice(start, part.Length), (float)weight, part);
        }
    }
}
