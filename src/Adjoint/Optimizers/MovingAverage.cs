using System.ComponentModel;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>The exponential moving average of the parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class MovingAverage
{
    /// <summary>averages[i] = decay · averages[i] + (1 - decay) · values[i]; 1 - decay is computed in double precision.</summary>
    /// <param name="decay">What the average keeps of itself, at least 0 and below 1.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="averages">As many numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Update(double decay, ReadOnlySpan<float> values, Span<float> averages)
    {
        Require.Same(averages.Length, values.Length);
        for (var start = 0; start < averages.Length; start += Chunk.Length)
        {
            var part = averages.Slice(start, Math.Min(Chunk.Length, averages.Length - start));
            TensorPrimitives.Multiply(part, (float)decay, part);
            TensorPrimitives.MultiplyAdd(values.Slice(start, part.Length), (float)(1 - decay), part, part);
        }
    }
}
