using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Where the pixels of a row come from: a straight line through a framed image, from its first pixel on.</summary>
/// <param name="Left">Distance of the first point from the left edge of the frame, in pixels.</param>
/// <param name="Top">Its distance from the upper edge.</param>
/// <param name="StepRight">How far on to the right the next point lies.</param>
/// <param name="StepDown">How far on down.</param>
internal readonly record struct PixelLine(float Left, float Top, float StepRight, float StepDown)
{
    /// <summary>Whether a point lies where the frame around an image, one pixel before it and two behind, has no four pixels for it.</summary>
    public bool IsOutside(ImageLayout image, int x)
    {
        float left = Left + (x * StepRight), top = Top + (x * StepDown);
        return !(left >= 0 && left <= image.Width + 1 && top >= 0 && top <= image.Height + 1);
    }

    /// <summary>The bilinear means of the four pixels around each of some points, none of them outside.</summary>
    /// <param name="first">The first point, and the first pixel that is written.</param>
    /// <param name="end">The point behind the last.</param>
    /// <param name="channels">Floats of a pixel.</param>
    /// <param name="stride">Floats of a row of the framed image.</param>
    /// <param name="framed">It.</param>
    /// <param name="row">Receives the pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(int first, int end, int channels, int stride, ReadOnlySpan<float> framed, Span<float> row)
    {
        float startLeft = Left, startTop = Top, right = StepRight, down = StepDown;
        ref var source = ref MemoryMarshal.GetReference(framed);
        ref var destination = ref MemoryMarshal.GetReference(row);
        for (var x = first; x < end; x++)
        {
            float left = startLeft + (x * right), top = startTop + (x * down);
            // Neither is negative: what a conversion cuts off is what lies beyond the whole pixel.
            int column = float.ConvertToIntegerNative<int>(left), line = float.ConvertToIntegerNative<int>(top);
            float beyondLeft = left - column, beyondTop = top - line;
            for (var channel = 0; channel < channels; channel++)
            {
                ref var pixel = ref Unsafe.Add(ref source, (line * stride) + (column * channels) + channel);
                ref var below = ref Unsafe.Add(ref pixel, stride);
                var upper = pixel + (beyondLeft * (Unsafe.Add(ref pixel, channels) - pixel));
                var lower = below + (beyondLeft * (Unsafe.Add(ref below, channels) - below));
                Unsafe.Add(ref destination, (x * channels) + channel) = upper + (beyondTop * (lower - upper));
            }
        }
    }
}
