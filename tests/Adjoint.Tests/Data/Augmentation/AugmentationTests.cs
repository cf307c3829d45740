namespace Adjoint.Tests.Data.Augmentations;

/// <summary>What may be asked for, and what is said of the rest.</summary>
public class AugmentationTests
{
    private static readonly ImageAugmentation Images = Augmentation.Images(28, 20);

    [Fact]
    public void Its_text_is_how_it_was_made()
    {
        Assert.Equal("Augmentation.Images(28, 20, 1)", Images.ToString());
        Assert.Equal(
            "Augmentation.Images(4, 5, 3, fill: 0.5f).Shift(1, 2).FlipHorizontally(0.5).FlipVertically(0.25).Rotate(7.5).Shift(3, 3).Noise(0.05).CutOut(2, 1)",
            Augmentation.Images(4, 5, 3, fill: 0.5f).Shift(1, 2).FlipHorizontally().FlipVertically(0.25).Rotate(7.5).Crop(padding: 3).Noise(0.05f).CutOut(2).ToString());
        Assert.Equal("Augmentation.Rows.Noise(0.1)", Augmentation.Rows.Noise(0.1f).ToString());
    }

    [Fact]
    public void Longer_ones_leave_the_shorter_as_they_were()
    {
        var flipped = Images.FlipHorizontally();
        _ = flipped.Noise(1);

        Assert.Single(flipped.Steps);
        Assert.Empty(Images.Steps);
    }

    public static TheoryData<string, Action> Refusals => new()
    {
        { "height ('0') must be greater than or equal to '1'.", () => Augmentation.Images(0, 28) },
        { "width ('-1') must be greater than or equal to '1'.", () => Augmentation.Images(28, -1) },
        { "channels ('0') must be greater than or equal to '1'.", () => Augmentation.Images(28, 28, 0) },
        { "fill is NaN, expected a finite number.", () => Augmentation.Images(28, 28, fill: float.NaN) },
        { "vertical is 28, expected 0 to 27: the image is 28 x 20.", () => Images.Shift(28, 1) },
        { "horizontal is 20, expected 0 to 19: the image is 28 x 20.", () => Images.Shift(20) },
        { "horizontal is -1, expected 0 to 19: the image is 28 x 20.", () => Images.Shift(1, -1) },
        { "padding is 20, expected 0 to 19: the image is 28 x 20.", () => Images.Crop(20) },
        { "probability is 1.5, expected 0 to 1.", () => Images.FlipHorizontally(1.5) },
        { "probability is NaN, expected 0 to 1.", () => Images.FlipVertically(double.NaN) },
        { "degrees is -10, expected 0 to 180.", () => Images.Rotate(-10) },
        { "degrees is 181, expected 0 to 180.", () => Images.Rotate(181) },
        { "standardDeviation is -0.1, expected a finite number of at least 0.", () => Images.Noise(-0.1) },
        { "standardDeviation is 1E+39, expected a finite number of at least 0.", () => Augmentation.Rows.Noise(1e39) },
        { "size is 0, expected 1 to 28: the image is 28 x 20.", () => Images.CutOut(0) },
        { "size is 29, expected 1 to 28: the image is 28 x 20.", () => Images.CutOut(29) },
        { "probability is -1, expected 0 to 1.", () => Images.CutOut(8, -1) },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Numbers_out_of_range_are_refused(string message, Action action) => Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(action).Message);
}
