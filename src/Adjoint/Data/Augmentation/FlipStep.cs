namespace Adjoint;

/// <summary>Mirrors an image.</summary>
internal sealed record FlipStep(ImageLayout Image, bool IsVertical, double Probability) : AugmentationStep
{
    public override int ScratchFloats => IsVertical ? Image.Stride : Image.Channels;

    private protected override FormattableString Word => $"Flip{(IsVertical ? "Vertically" : "Horizontally")}({Probability:R})";

    public override void Apply(ulong key, Span<float> row, Span<float> scratch)
    {
        if (CounterRandom.UnitFloat(key, 0) >= Probability)
        {
            return;
        }

        if (IsVertical)
        {
            Mirror(row, Image.Stride, scratch);
            return;
        }

        for (var y = 0; y < Image.Height; y++)
        {
            Mirror(row.Slice(y * Image.Stride, Image.Stride), Image.Channels, scratch);
        }
    }

    /// <summary>Puts pieces of one length in the opposite order.</summary>
    public static void Mirror(Span<float> pieces, int length, Span<float> scratch)
    {
        if (length == 1)
        {
            pieces.Reverse();
            return;
        }

        for (var (first, last) = (0, pieces.Length - length); first < last; first += length, last -= length)
        {
            var one = pieces.Slice(first, length);
            var other = pieces.Slice(last, length);
            one.CopyTo(scratch);
            other.CopyTo(one);
            scratch[..length].CopyTo(other);
        }
    }
}
