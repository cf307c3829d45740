using System.ComponentModel;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>Bounds gradients before an update.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Clip
{
    /// <summary>PyTorch's: keeps the quotient finite.</summary>
    private const double Epsilon = 1e-6;

    /// <summary>
    /// g ← g · min(1, norm / (|g| + 10⁻⁶)), |g| being the root of the sum of squares, in double precision. Where |g| is not finite, g stays as it is.
    /// </summary>
    /// <param name="norm">The largest norm, above 0.</param>
    /// <param name="gradients">All gradients; gaps of zeros count nothing.</param>
    public static void ByNorm(float norm, Span<float> gradients)
    {
        var size = Math.Sqrt(RowSum.Of(default(Terms.Square), gradients));
        var scale = norm / (size + Epsilon);
        if (!(scale < 1) || double.IsInfinity(size))
        {
            return;
        }

        for (var start = 0; start < gradients.Length; start += Chunk.Length)
        {
            var part = gradients.Slice(start, Math.Min(Chunk.Length, gradients.Length - start));
            TensorPrimitives.Multiply(part, (float)scale, part);
        }
    }

    /// <summary>g ← min(max(g, -value), value); NaN stays.</summary>
    /// <param name="value">The largest magnitude, above 0.</param>
    /// <param name="gradients">All gradients.</param>
    public static void ByValue(float value, Span<float> gradients)
    {
        for (var start = 0; start < gradients.Length; start += Chunk.Length)
        {
            var part = gradients.Slice(start, Math.Min(Chunk.Length, gradients.Length - start));
            TensorPrimitives.Clamp(part, -value, value, part);
        }
    }
}
