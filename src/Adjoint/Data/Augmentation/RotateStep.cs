namespace Adjoint;

/// <summary>Turns an image about its centre.</summary>
internal sealed record RotateStep(ImageLayout Image, double Degrees) : AugmentationStep
{
    // Around the image a frame of what lies outside: one pixel before it and two behind, so that every pixel has four around it.
    private const int Before = 1, Frame = 3;

    public override int ScratchFloats => checked((Image.Height + Frame) * (Image.Width + Frame) * Image.Channels);

    private protected override FormattableString Word => $"Rotate({Degrees:R})";

    public override void Apply(ulong key, Span<float> row, Span<float> scratch) =>
        Turn(Image, ((2.0 * CounterRandom.UnitFloat(key, 0)) - 1) * Degrees, row, scratch);

    /// <summary>
    /// Turns counter-clockwise, as one looks at it: y[r, c] = x at (r', c') = centre + (sin · (c - centre) + cos · (r - centre), cos · (c - centre) - sin · (r - centre)), bilinear, with the fill for
    /// pixels that x does not have. The centre is ((height - 1) / 2, (width - 1) / 2). This is PyTorch's <c>grid_sample</c> with <c>align_corners=False</c> and zeros outside.
    /// </summary>
    /// <param name="image">What the pixels are.</param>
    /// <param name="degrees">The angle, a few turns at most.</param>
    /// <param name="pixels">The image, which is changed.</param>
    /// <param name="scratch">Memory.</param>
    public static void Turn(ImageLayout image, double degrees, Span<float> pixels, Span<float> scratch)
    {
        CopyFramed(image, pixels, scratch);
        var (sine, cosine) = Angle.SineAndCosine(degrees);
        var (middle, centre) = ((image.Height - 1) / 2.0, (image.Width - 1) / 2.0);
        for (var y = 0; y < image.Height; y++)
        {
            // Where the first pixel of the row comes from, in the framed copy, and how far on the next.
            var column = Before + centre - (cosine * centre) - (sine * (y - middle));
            var height = Before + middle - (sine * centre) + (cosine * (y - middle));
            var line = new PixelLine((float)column, (float)height, (float)cosine, (float)sine);
            var row = pixels.Slice(y * image.Stride, image.Stride);

            // It meets the framed image in one piece; before and behind it there is nothing but the fill.
            var (first, end) = (0, image.Width);
            while (first < end && line.IsOutside(image, first))
            {
                first++;
            }

            while (end > first && line.IsOutside(image, end - 1))
            {
                end--;
            }

            row[..(first * image.Channels)].Fill(image.Fill);
            row[(end * image.Channels)..].Fill(image.Fill);
            line.Sample(first, end, image.Channels, (image.Width + Frame) * image.Channels, scratch, row);
        }
    }

    private static void CopyFramed(ImageLayout image, ReadOnlySpan<float> pixels, Span<float> framed)
    {
        var stride = (image.Width + Frame) * image.Channels;
        framed[..((image.Height + Frame) * stride)].Fill(image.Fill);
        for (var y = 0; y < image.Height; y++)
        {
            pixels.Slice(y * image.Stride, image.Stride).CopyTo(framed[(((y + Before) * stride) + (Before * image.Channels))..]);
        }
    }
}
