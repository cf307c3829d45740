namespace Adjoint;

/// <summary>Random changes of images, which keep their size. Made by <see cref="Augmentation.Images"/>; each method returns a longer one.</summary>
public sealed class ImageAugmentation : Augmentation
{
    private readonly ImageLayout _image;

    internal ImageAugmentation(ImageLayout image, AugmentationStep[] steps)
        : base(steps) => _image = image;

    private protected override string Layout => FormattableString.Invariant(
        $"{nameof(Images)}({_image.Height}, {_image.Width}, {_image.Channels}{(_image.Fill == 0 ? string.Empty : $", fill: {_image.Fill:R}f")})");

    private protected override long RowFloats => _image.Floats;

    /// <summary>Mirrors left and right (torchvision's <c>RandomHorizontalFlip</c>).</summary>
    /// <param name="probability">How often: 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside of its range.</exception>
    public ImageAugmentation FlipHorizontally(double probability = 0.5) => With(new FlipStep(_image, IsVertical: false, Probability(probability)));

    /// <summary>Mirrors top and bottom (torchvision's <c>RandomVerticalFlip</c>).</summary>
    /// <param name="probability">How often: 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside of its range.</exception>
    public ImageAugmentation FlipVertically(double probability = 0.5) => With(new FlipStep(_image, IsVertical: true, Probability(probability)));

    /// <summary>Moves the image by whole pixels: up to so many down or up, and right or left, every distance as probable as the others (Keras' <c>RandomTranslation</c> with a constant fill).</summary>
    /// <param name="pixels">The farthest in each direction: 0 ... the smaller of height and width - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is outside of its range.</exception>
    public ImageAugmentation Shift(int pixels) => Shift(pixels, pixels);

    /// <summary>The same with a distance for each axis.</summary>
    /// <param name="vertical">The farthest down and up, in pixels: 0 ... height - 1.</param>
    /// <param name="horizontal">The farthest right and left, in pixels: 0 ... width - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A distance is outside of its range.</exception>
    public ImageAugmentation Shift(int vertical, int horizontal)
    {
        RequireDistance(vertical, _image.Height, nameof(vertical));
        RequireDistance(horizontal, _image.Width, nameof(horizontal));
        return With(new ShiftStep(_image, vertical, horizontal));
    }

    /// <summary>
    /// Pads the image on all sides and crops it to its size again, at a random place (torchvision's <c>RandomCrop(size, padding)</c>; He et al., "Deep residual learning", 2016, pad
    /// by 4). What comes out is what <see cref="Shift(int)"/> by as many pixels makes.
    /// </summary>
    /// <param name="padding">Pixels on each side: 0 ... the smaller of height and width - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is outside of its range.</exception>
    public ImageAugmentation Crop(int padding)
    {
        RequireDistance(padding, Math.Min(_image.Height, _image.Width), nameof(padding));
        return Shift(padding);
    }

    /// <summary>
    /// Turns the image about its centre by a random angle, up to so many degrees to either side, every angle as probable as the others (torchvision's <c>RandomRotation</c>). A pixel is
    /// the bilinear mean of the four around where it comes from.
    /// </summary>
    /// <param name="degrees">The largest angle: 0 to 180.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is outside of its range.</exception>
    public ImageAugmentation Rotate(double degrees) => degrees is >= 0 and <= 180
        ? With(new RotateStep(_image, degrees))
        : throw new ArgumentOutOfRangeException(nameof(degrees), degrees, $"{nameof(degrees)} is {degrees}, expected 0 to 180.");

    /// <summary>Adds a random number from the normal distribution with mean 0 to every number of the image, another one to each (Keras' <c>GaussianNoise</c>). Nothing is clipped.</summary>
    /// <param name="standardDeviation">Its standard deviation, at least 0, in the units of the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public ImageAugmentation Noise(double standardDeviation) => With(new NoiseStep(Deviation(standardDeviation)));

    /// <summary>
    /// Fills a square at a random place; its centre is any pixel, so that parts of it may lie outside (DeVries and Taylor, "Improved regularization of convolutional neural networks with
    /// cutout", 2017).
    /// </summary>
    /// <param name="size">The side of the square in pixels: 1 ... the larger of height and width.</param>
    /// <param name="probability">How often: 0 to 1; always unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public ImageAugmentation CutOut(int size, double probability = 1)
    {
        var largest = Math.Max(_image.Height, _image.Width);
        return size >= 1 && size <= largest
            ? With(new CutOutStep(_image, size, Probability(probability)))
            : throw new ArgumentOutOfRangeException(nameof(size), size, $"{nameof(size)} is {size}, expected 1 to {largest}: the image is {_image.Height} x {_image.Width}.");
    }

    private ImageAugmentation With(AugmentationStep step) => new(_image, [.. Steps, step]);

    private void RequireDistance(int distance, int extent, string name)
    {
        if (distance < 0 || distance >= extent)
        {
            throw new ArgumentOutOfRangeException(name, distance, $"{name} is {distance}, expected 0 to {extent - 1}: the image is {_image.Height} x {_image.Width}.");
        }
    }
}
