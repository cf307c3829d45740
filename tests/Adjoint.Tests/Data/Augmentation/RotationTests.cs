using System.Text.Json;
using Adjoint.Tests.Reference;

namespace Adjoint.Tests.Data.Augmentations;

/// <summary>Rotations against PyTorch's; see <c>tests/reference/rotation_reference.py</c>.</summary>
public class RotationTests
{
    private static readonly JsonElement File = ReferenceValues.ReadJson("rotation.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, File.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pixels_agree(int index)
    {
        var file = File[index];
        var image = new ImageLayout(file.Integer("height"), file.Integer("width"), file.Integer("channels"), file.Float("fill"));
        var (x, expected) = (file.Floats("x"), file.Doubles("y"));

        RotateStep.Turn(image, file.Double("degrees"), x, new float[new RotateStep(image, 180).ScratchFloats]);

        // Coordinates are float32 up to 28, thus within 2⁻²⁰, and neighbours differ by up to 2.
        Assert.All(expected.Zip(x), pair => Assert.Equal(pair.First, pair.Second, 6e-6));
    }

    [Fact]
    public void By_nothing_and_all_around_is_the_image_itself()
    {
        var image = new ImageLayout(5, 7, 2, 0.5f);
        var x = Kernels.Numbers.Random(70, 1);
        foreach (var degrees in new double[] { 0, 360, -360 })
        {
            var y = x.ToArray();
            RotateStep.Turn(image, degrees, y, new float[new RotateStep(image, 180).ScratchFloats]);
            Assert.Equal(x, y);
        }
    }

    [Fact]
    public void A_quarter_turns_counter_clockwise()
    {
        var x = new float[] { 1, 2, 3, 4 };
        RotateStep.Turn(new(2, 2, 1, 0), 90, x, new float[25]);
        Assert.Equal([2, 4, 1, 3], x);
    }

    [Fact]
    public void Channels_are_turned_alike()
    {
        // The first of two channels is the image, the second its negative.
        for (var width = 1; width < 30; width++)
        {
            var x = Kernels.Numbers.Random(7 * width, width);
            var both = x.SelectMany(value => new[] { value, -value }).ToArray();
            var degrees = (width * 37.7 % 360) - 180;
            RotateStep.Turn(new(7, width, 1, 0), degrees, x, new float[10 * (width + 3)]);
            RotateStep.Turn(new(7, width, 2, 0), degrees, both, new float[20 * (width + 3)]);
            Assert.Equal(both.Where((_, index) => index % 2 == 0), x);
        }
    }

    [Fact]
    public void Angles_reach_from_one_side_to_the_other()
    {
        // A pixel on the right edge of a long line moves by the sine of the angle times its distance.
        var image = new ImageLayout(41, 41, 1, 0);
        var step = new RotateStep(image, 20);
        var angles = new List<double>();
        for (var draw = 0; draw < 2000; draw++)
        {
            var x = new float[41 * 41];
            x.AsSpan(20 * 41, 41).Fill(1);
            step.Apply(CounterRandom.Bits(3, draw), x, new float[step.ScratchFloats]);
            var (weight, moment) = (0.0, 0.0);
            for (var row = 0; row < 41; row++)
            {
                weight += x[(row * 41) + 35];
                moment += x[(row * 41) + 35] * (20.0 - row);
            }

            angles.Add(Math.Atan2(moment / weight, 15) * 180 / Math.PI);
        }

        Assert.InRange(angles.Min(), -20.1, -19.8);
        Assert.InRange(angles.Max(), 19.8, 20.1);
        // A uniform one has the deviation 20 / √3 and a mean within four of its own deviations.
        Assert.InRange(angles.Average(), -4 * 20 / Math.Sqrt(3 * 2000), 4 * 20 / Math.Sqrt(3 * 2000));
        Assert.InRange(Math.Sqrt(angles.Average(angle => angle * angle)), 11.2, 11.9);
    }

    [Fact]
    public void Sine_and_cosine()
    {
        for (var degrees = -400.0; degrees <= 400; degrees += 0.37)
        {
            var (sine, cosine) = Angle.SineAndCosine(degrees);
            Assert.Equal(Math.Sin(degrees * Math.PI / 180), sine, 2e-15);
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), cosine, 2e-15);
        }

        Assert.Equal((1.0, 0.0), Angle.SineAndCosine(90));
        Assert.Equal((-1.0, 0.0), Angle.SineAndCosine(-90));
    }
}
