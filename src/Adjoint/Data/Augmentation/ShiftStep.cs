namespace Adjoint;

/// <summary>Moves an image by whole pixels.</summary>
internal sealed record ShiftStep(ImageLayout Image, int Vertical, int Horizontal) : AugmentationStep
{
    private protected override FormattableString Word => $"Shift({Vertical}, {Horizontal})";

    public override void Apply(ulong key, Span<float> row, Span<float> scratch) =>
        Move(Image, CounterRandom.Below(key, 0, (2 * Vertical) + 1) - Vertical, CounterRandom.Below(key, 1, (2 * Horizontal) + 1) - Horizontal, row);

    /// <summary>y[r, c] = x[r - down, c - right], or the fill where x has no such pixel.</summary>
    /// <param name="image">What the pixels are.</param>
    /// <param name="down">Pixels, up if negative; less than the height.</param>
    /// <param name="right">Pixels, to the left if negative; less than the width.</param>
    /// <param name="pixels">The image, which is changed.</param>
    public static void Move(ImageLayout image, int down, int right, Span<float> pixels)
    {
        // All at once, as the rows lie one behind the other; what then came around an edge is filled.
        var (rows, columns) = (down * image.Stride, right * image.Channels);
        var distance = rows + columns;
        if (distance >= 0)
        {
            pixels[..^distance].CopyTo(pixels[distance..]);
        }
        else
        {
            pixels[-distance..].CopyTo(pixels);
        }

        var outside = rows >= 0 ? pixels[..rows] : pixels[^-rows..];
        var inside = rows >= 0 ? pixels[rows..] : pixels[..^-rows];
        outside.Fill(image.Fill);
        if (columns == 0)
        {
            return;
        }

        for (; !inside.IsEmpty; inside = inside[image.Stride..])
        {
            (columns > 0 ? inside[..columns] : inside[(image.Stride + columns)..image.Stride]).Fill(image.Fill);
        }
    }
}
