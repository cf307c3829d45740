namespace Adjoint;

/// <summary>An image in a row of floats: height x width x channels, the channels of a pixel beside each other.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in each.</param>
/// <param name="Channels">Floats of a pixel.</param>
/// <param name="Fill">What lies outside.</param>
internal readonly record struct ImageLayout(int Height, int Width, int Channels, float Fill)
{
    /// <summary>Floats of a row of pixels.</summary>
    public int Stride => Width * Channels;

    /// <summary>Floats of the image; more than an array can have for no model's.</summary>
    public long Floats => (long)Height * Width * Channels;
}
