using System.ComponentModel;
using System.Numerics.Tensors;

namespace Adjoint.Kernels;

/// <summary>Rows brought to another scale, each column to its own.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Scaling
{
    /// <summary>y[r,c] = (x[r,c] - shift[c]) / divisor[c].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="shift">[width].</param>
    /// <param name="divisor">[width].</param>
    /// <param name="y">Receives [rows, width]; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static void Forward(int rows, int width, ReadOnlySpan<float> x, ReadOnlySpan<float> shift, ReadOnlySpan<float> divisor, Span<float> y)
    {
        Require.Block(x.Length, rows, width);
        Require.Block(shift.Length, 1, width);
        Require.Block(divisor.Length, 1, width);
        Require.Block(y.Length, rows, width);
        for (var row = 0; row < rows; row++)
        {
            var result = y.Slice(row * width, width);
            TensorPrimitives.Subtract(x.Slice(row * width, width), shift[..width], result);
            TensorPrimitives.Divide(result, divisor[..width], result);
        }
    }

    /// <summary>dx[r,c] = dy[r,c] / divisor[c].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Numbers per row.</param>
    /// <param name="divisor">[width].</param>
    /// <param name="dy">The gradient of the result, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the argument, [rows, width]; may be <paramref name="dy"/>.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static void Backward(int rows, int width, ReadOnlySpan<float> divisor, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Require.Block(divisor.Length, 1, width);
        Require.Block(dy.Length, rows, width);
        Require.Block(dx.Length, rows, width);
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Divide(dy.Slice(row * width, width), divisor[..width], dx.Slice(row * width, width));
        }
    }
}
