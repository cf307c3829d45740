namespace Adjoint;

/// <summary>Fills a square of an image.</summary>
internal sealed record CutOutStep(ImageLayout Image, int Size, double Probability) : AugmentationStep
{
    private protected override FormattableString Word => $"CutOut({Size}, {Probability:R})";

    public override void Apply(ulong key, Span<float> row, Span<float> scratch)
    {
        if (CounterRandom.UnitFloat(key, 0) < Probability)
        {
            Fill(Image, CounterRandom.Below(key, 1, Image.Height) - (Size / 2), CounterRandom.Below(key, 2, Image.Width) - (Size / 2), Size, row);
        }
    }

    /// <summary>Fills the rows top ... top + size - 1 of the columns left ... left + size - 1, as far as the image has them.</summary>
    public static void Fill(ImageLayout image, int top, int left, int size, Span<float> pixels)
    {
        var (first, last) = (Math.Max(left, 0) * image.Channels, Math.Min(left + size, image.Width) * image.Channels);
        for (var y = Math.Max(top, 0); y < Math.Min(top + size, image.Height); y++)
        {
            pixels.Slice(y * image.Stride, image.Stride)[first..last].Fill(image.Fill);
        }
    }
}
